"""The words around a byline: what opens it, what parts it, roles, and what is no part of it."""

import re

MARKER = re.compile(
    r"^\W{0,3}(?:(?:(?:written|reported|posted|published|story|words|text|analysis|opinion|"
    r"interview|review|report|"
    r"reporting|column|explainer|exclusive|compiled|a (?:story|"
    r"report))\s+)?by"
    r"|(?:rolling|live)\s(?:coverage|blog|updates?)\s(?:with|by|from)"
    r"|(?:ein\s(?:kommentar|bericht|interview|gastbeitrag|essay)\s|text\s|protokoll\s|"
    r"interview\s)?von(?:\sunsere[rm]\s(?:redakteur|reporter|korrespondent|mitarbeiter)(?:in)?)?"
    r"|(?:propos\srecueillis\s|publié\s|écrit\s|un\srécit\sde\s|article\s|texte\s)?par|"
    r"(?:escrito\s|publicado\s|texto\s|redacción\s)?por"
    r"|(?:a\scura\s|servizio\s)?di|dal\snostro\s(?:inviato|corrispondente)|dalla\snostra\s(?:inviata|corrispondente)|"
    r"door|av|af|nga|από|του|της|yazan|przez|скуп|"
    r"(?:autore?s?|auteurs?|authors?|autorinn?|verfasser|автор[иы]?|текст|автори|відео|"
    r"журналист(?:ка)?|συντάκτης|"
    r"reporter|interview|correspondent|words|report|përgatiti|"
    r"(?:фото и текст|текст и фото|"
    r"text (?:and|und|&) (?:photos?|fotos?|bilder)|"
    r"words and pictures|texte? et photos?|texto y fotos?|testo e foto)|"
    r"shkruan|shkruar nga|byline|tekst|texte?|текст)\s?[:：]|(?:автор|shkruan|shkruar nga|"
    r"reportazh nga|текст)"
    r"|γράφει\s(?:ο|η)|γράφουν\sοι|ρεπορτάζ|επιμέλεια|κείμενο|пишет|подготовил[аи]?|беседовал[аи]?|записал[аи]?|"
    r"корреспондент|кореспондентк?а?|розмовля[вл]а?|спілкувала?ся|підготував|"
    r"підготувала|بقلم|كتبت?|إعداد|تقرير|نویسنده|نوشته|گزارش|מאת|כתב[הו]?)"
    r"(?=[\s:：/／]|$)\s?[:：/／]?\s*"
    r"|^\W{0,3}(?:本[报報刊网網])?(?:文・写真|文|记者|記者|撰文|撰稿|作者|取材|執筆|编辑|글)"
    r"(?:[\s:：/／｜|]{1,2}|(?=[\u4e00-\u9fff]{2,4}(?:[\s／/|｜]|$)))",
    re.IGNORECASE,
)
PART = re.compile(
    r"\s+[-–—―]{1,2}\s+|\s*[|•·●;｜]\s*|(?<![文影者])\s*／\s*|\u3000+|\s{2,}|\t+|\s+/\s+|\n"
    r"|\s+(?=(?:来源|來源|作者|记者|記者|编辑|編輯|责编|文|攝影|摄影|撮影)[\s:：/／])"
    r"|(?<=[报報社网網聞闻台])\s+(?=\S)|(?<=[报報社网網聞闻台])(?=(?:记者|記者)\s?[\u4e00-\u9fff]{2,4}(?:\s|$))"
    r"|\s+(?=(?:photo(?:graph)?s?|photography|pictures|illustrations?|video)\sby\s)"
    r"|\.\s+(?=(?:фото|foto|photos?|відео)\b)",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|staff|writers?|contributors?|columnists?|"
    r"producers?|journalists?|critic|"
    r"chief|bureau|deputy|senior|author|photographer|desk|newsroom|team|agencies|"
    r"korrespondent(?:in)?|redakt\w+|reporter(?:in)?|journalist(?:in)?|journaliste|"
    r"correspondante?|envoyée?|rédact\w+|"
    r"corresponsal|redacción|periodista|redactora?|enviad[oa]|corrispondente|giornalista|"
    r"redazione|inviat[oa]|"
    r"correspondente|jornalista|repórter|redação|gazetar\w?|korrespondent\w*|redaksia|"
    r"ανταποκριτ\w+|συντάκτ\w+|"
    r"корреспондент\w*|редактор\w*|кореспондент\w*|редакц\w+|журналист\w*|muhabir\w*|redactie|"
    r"verslaggever)\b"
    r"|\bspecial (?:to|for)\b|специально для|спеціально для|\bכתבנו\b|\bכתב\b|\bכתבת\b|\bעורכ?ת?\b"
    r"|مراسل|محرر|خبرنگار|تحریریه|編集部|編集委員|記者$|報導$|报道$|報道$|特派员|특파원|기자$|记者$|کتب",
    re.IGNORECASE,
)
NOISE = re.compile(
    r"^(?:\d|published|updated|last|posted|photograph|staff$|contributor$|special to|exclusive|"
    r"min|follow|share|photos?\b|pictures?\b|bilder\b|fotos\b|video\b|illustrations?\b|edited by|"
    r"editing by|"
    r"كتبت?$|攝影|摄影|撮影|本[报報刊]$|\W*$|\S{1,6}(?:報導|报道|報道)$|фото|foto|відео|"
    r"actualizad|mis à jour|aktualisiert|stand\b|lesezeit)",
    re.IGNORECASE,
)
