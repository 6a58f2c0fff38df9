"""The words around a printed date: published, updated, weekdays, "at"."""

import re
import unicodedata

from articles.parting.labels import fold

UPDATED = re.compile(
    r"(?=\b(?:last )?(?:updated|modified|edited|amended)\b|\baktualisiert|\bgeandert|\bletztes "
    r"update"
    r"|\bmis(?:e)? a jour|\bmodifie le|\bactualizad[oa]|\baggiornat[oa]|\batualizad[oa]|"
    r"\bperditesuar"
    r"|ενημερωθηκε|τελευταια ενημερωση|обновлен|оновлен|zaktualizowan|aktualizacja|guncellen|"
    r"bijgewerkt"
    r"|uppdaterad|oppdatert|opdateret|اخر تحديث|تم التحديث|به روز ?رساني|بروزرسانی|به ?روز "
    r"?رسانی|עודכן|עדכון"
    r"|更新(?=\D{0,4}\d)|最終更新|" + unicodedata.normalize("NFKD", "수정") + ")",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?=\b(?:first )?(?:published|posted|created)\b|\bveroffentlicht|\berschienen|\bpublie\b|"
    r"\bpublicad[oa]\b"
    r"|\bpubblicato|\bpublikuar|δημοσιευ|опублик|опубл[іi]к|opublikowano|تاريخ النشر|نشر في|"
    r"تاریخ انتشار"
    r"|منتشر شده|פורסם|公開|配信|发布|發布|" + unicodedata.normalize("NFKD", "입력|게시") + ")",
    re.IGNORECASE,
)
AS_OF = re.compile(
    r"(?=\bstand\b\s?:?\s?\d)", re.IGNORECASE
)  # the last update, if there is another date
_WORDS_BESIDE = """
today yesterday heute gestern aujourd hui hier hoy ayer oggi ieri hoje ontem sot dje σήμερα χθες
сегодня вчера сьогодні вчора اليوم أمس امروز היום
published posted first last updated modified on at in the date time from am pm a.m p.m uhr hrs
o'clock monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
fri sat sun veröffentlicht erschienen um den vom datum stand aktualisiert montag dienstag
mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so publié publiée le à
mis mise jour et lundi mardi mercredi jeudi vendredi samedi dimanche publicado publicada el a
las los día actualizado lunes martes miércoles jueves viernes sábado domingo h pubblicato il
alle ore lunedì martedì mercoledì giovedì venerdì sabato domenica em às de segunda feira terça
quarta quinta sexta publikuar më ora e hënë martë mërkurë enjte premte shtunë diel δημοσιεύθηκε
δημοσίευση στις δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή опубликовано в г года р
понедельник вторник среда четверг пятница суббота воскресенье опубліковано о понеділок вівторок
середа четвер п'ятниця субота неділя نشر في بتاريخ الاثنين الإثنين الثلاثاء الأربعاء الخميس
الجمعة السبت الأحد الساعة تاریخ انتشار ساعت دوشنبه سه\u200cشنبه چهارشنبه پنجشنبه جمعه شنبه
یکشنبه تاريخ النشر آخر تحديث بتوقيت غرينتش פורסם ביום בשעה opublikowano dnia yayınlanma tarihi
gepubliceerd op δημοσιεύτηκε ημερομηνία τελευταία ενημέρωση ώρα дата публикации обновлено
оновлено время час пн вт ср чт пт сб вс נכתב בתאריך עודכן יום ראשון שני שלישי רביעי חמישי שישי
שבת שעה שבוע publication pubblicazione data fecha hora heure ndryshuar përditësuar modificado
mié jue lun mar dom gio ven mer lu ma me je ve
"""
DATE_WORDS = frozenset(
    fold(word) for word in _WORDS_BESIDE.split()
)  # fmt: skip
