"""The words that news pages print around their stories, in many languages: tables, no rules.

Written as people would see them, parted by `
`; `articles.parting.labels` folds case and accents.
"""

RELATED = """
read more|learn more|find out more|related|related stories|related articles|related news
related content|related coverage|related topics|related reading|related links|related posts|more
more stories|more news|more on this|more on this story|more top stories|most read|most popular
most viewed|most shared|most watched|most commented|top stories|top reads|top news|latest
latest news|latest stories|latest headlines|more headlines|headlines|read next|what to read next
up next|next up|next article|keep reading|further reading|read also|also read|also see|see also
see more|you may also like|you might also like|you may like|you might like
you may be interested in|you might be interested in|stories you may like|recommended
recommended for you|recommended stories|recommended reading|we recommend|editors' picks
editor's picks|editor's choice|our picks|picked for you|suggested for you|for you|don't miss
do not miss|must read|must reads|popular|more for you|popular now|popular stories
popular articles|trending|trending now|trending stories|in other news|in case you missed it
elsewhere|more coverage|full coverage|from the archive|also in the news|read this next
others are reading|people are reading|readers also read|stories for you
story continues elsewhere|explore more|more to explore|more like this|similar stories
similar articles|other stories|other news|featured|featured stories|in this series|news in brief
highlights|spotlight|on the radar|best of the web|what others read|mehr zum thema|mehr dazu
lesen sie auch|lesen sie mehr|lesen sie mehr zum thema|auch interessant|passend zum thema
das könnte sie auch interessieren|das könnte dich auch interessieren|meistgelesen|meist gelesen
am meisten gelesen|die meistgelesenen artikel|weitere artikel|weitere artikel zum thema
weitere nachrichten|weitere meldungen|weitere themen|ähnliche artikel|verwandte artikel
verwandte themen|empfohlen|empfehlungen|empfehlungen der redaktion|unsere empfehlungen
aktuelle meldungen|neueste artikel|zum thema|beliebt|top-themen|mehr aus der redaktion
jetzt lesen|auch lesenswert|mehr nachrichten|à lire aussi|lire aussi|a lire également
à lire ensuite|sur le même sujet|sur le même thème|les plus lus|le plus lu|articles les plus lus
articles liés|articles similaires|à ne pas manquer|vous aimerez aussi|vous pourriez aussi aimer
cela peut vous intéresser|dans la même rubrique|nos articles recommandés|recommandé pour vous
sélectionné pour vous|plus d'articles|à découvrir|à voir aussi|voir aussi|lire la suite
pour aller plus loin|l'actu en continu|dernières actualités|les plus populaires|autres articles
à la une|relacionado|relacionados|relacionadas|noticias relacionadas|artículos relacionados
temas relacionados|más sobre este tema|te puede interesar|te podría interesar
también te puede interesar|le puede interesar|puede interesarte|lo más leído|las más leídas
lo más visto|lo más popular|lee también|lea también|leer también|ver también|vea también
te recomendamos|recomendado|recomendados|recomendado para ti|más noticias|otras noticias
últimas noticias|no te pierdas|destacados|más historias|sigue leyendo|más artículos|leggi anche
potrebbe interessarti|potrebbe interessarti anche|ti potrebbe interessare|articoli correlati
articoli collegati|notizie correlate|correlati|i più letti|più letti|le più lette|altre notizie
altri articoli|consigliati|consigliati per te|raccomandati|ultime notizie|vedi anche
da non perdere|in evidenza|approfondimenti|sullo stesso argomento|per approfondire|leia também
leia mais|veja também|saiba mais|notícias relacionadas|artigos relacionados|conteúdo relacionado
mais lidas|as mais lidas|mais lidos|mais notícias|recomendado para você|recomendadas
recomendados para você|últimas notícias|você pode gostar|mais sobre o assunto|não perca
destaques|outras notícias|ler também|lexo edhe|lexoni edhe|lexo gjithashtu|lexoni gjithashtu
të ngjashme|lajme të ngjashme|artikuj të ngjashëm|më të lexuarat|më të lexuara|të lidhura
lajme të lidhura|lajmet e fundit|mund t'ju interesojë|mund t'ju pëlqejë|të fundit|shihni edhe
shiko edhe|lajme të tjera|më shumë lajme|të rekomanduara|διαβάστε επίσης|διαβάστε ακόμα
διαβάστε ακόμη|διαβάστε περισσότερα|σχετικά άρθρα|σχετικά θέματα|σχετικά|σχετικές ειδήσεις
δημοφιλή|τα πιο δημοφιλή|δημοφιλέστερα|δείτε επίσης|δείτε ακόμα|τελευταία νέα
τελευταίες ειδήσεις|ροή ειδήσεων|περισσότερα|περισσότερες ειδήσεις|προτεινόμενα|μη χάσετε
τα πιο διαβασμένα|читайте также|читать также|по теме|материалы по теме|ещё по теме
еще на эту тему|популярное|самое читаемое|самое популярное|смотрите также|другие новости
похожие новости|похожие материалы|рекомендуем|главные новости|новости по теме|последние новости
связанные материалы|читать далее|вам может быть интересно|лента новостей|читайте також
читайте ще|за темою|більше за темою|матеріали за темою|популярне|найпопулярніше|найчитаніше
дивіться також|інші новини|схожі новини|рекомендуємо|останні новини|головні новини
новини за темою|czytaj także|czytaj też|czytaj również|zobacz także|zobacz też|zobacz również
przeczytaj także|polecane|polecamy|najczęściej czytane|najpopularniejsze|powiązane
powiązane artykuły|więcej na ten temat|ilgili haberler|çok okunanlar|en çok okunanlar
bunlar da ilginizi çekebilir|ilginizi çekebilir|diğer haberler|önerilenler|önerilen haberler
son haberler|benzer haberler|lees ook|lees meer|meest gelezen|gerelateerd|gerelateerde artikelen
bekijk ook|aanbevolen|meer nieuws|läs också|läs även|läs mer|mest läst|mest lästa|relaterat
les også|mest lest|læs også|mest læste|lue myös|luetuimmat|citiți și|citește și|cititi si
cele mai citite|articole similare|čtěte také|přečtěte si také|související|nejčtenější|olvassa el
kapcsolódó|legolvasottabb|pročitajte i|najčitanije|povezano|свързани|прочетете още|най-четени
прочитајте и|најчитано|baca juga|berita terkait|terpopuler|đọc thêm|tin liên quan|اقرأ أيضا
إقرأ أيضا|اقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة|ذات صلة|موضوعات ذات صلة|مقالات ذات صلة
الأكثر قراءة|الأكثر مشاهدة|قد يعجبك أيضا|قد يهمك|قد يهمك أيضا|اقرأ المزيد|آخر الأخبار
أخبار متعلقة|المزيد|بیشتر بخوانید|مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|مرتبط|پربازدیدترین
پربازدیدترین‌ها|پربیننده‌ترین|پربیننده‌ترین‌ها|پیشنهاد سردبیر|همچنین بخوانید|آخرین خبرها
پیشنهاد ما|پرخواننده‌ترین|קראו גם|קרא גם|כתבות נוספות|עוד בנושא|הנקראות ביותר|כתבות קשורות
אולי יעניין אותך|ידיעות נוספות|関連記事|関連ニュース|関連リンク|あわせて読みたい|人気記事
アクセスランキング|ランキング|おすすめ記事|おすすめ|こちらもおすすめ|最新記事|最新ニュース
注目記事|よく読まれている記事|関連|次に読む|ほかの記事|相关阅读|相关新闻|相关报道|相关文章
延伸阅读|热门文章|热门新闻|推荐阅读|猜你喜欢|更多新闻|最新新闻|相关|相關新聞|相關文章|相關報導
相關閱讀|延伸閱讀|熱門新聞|熱門文章|推薦閱讀|更多報導|更多新聞|你可能也想看|관련기사|관련 기사
관련 뉴스|많이 본 뉴스|많이 본 기사|인기기사|인기 기사|추천 기사|주요뉴스|최신 기사
संबंधित खबरें|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें
"""

# A label that goes on to name a section, an outlet or a topic: "More from the Courier".
RELATED_OPENINGS = """
more from|more on|more in|more about|more news from|most read in|most read from|most read on
most popular in|most popular on|most viewed in|top stories in|top stories from|more for
latest from|latest in|latest on|related to|trending on|trending in|popular on|popular in|also on
also in|also from|elsewhere on|elsewhere in|recommended by|read more on|read more about
read more from|best of|stories from|news from|mehr zu|mehr zum|mehr zur|mehr aus|mehr von
mehr über|weitere artikel aus|weitere artikel von|alles zum thema|lire aussi dans|plus sur
plus de|à lire dans|les plus lus de|tout sur|más sobre|más en|más de|lo más leído en
lo más leído de|altro su|altre notizie da|i più letti di|mais sobre|mais em|mais de
mais lidas em|më shumë nga|më shumë për|të tjera nga|περισσότερα από|περισσότερα για|ещё о
еще из|больше из|більше з|meer over|meer uit|mer om|mer från|więcej z|więcej o|المزيد من
المزيد عن|بیشتر از|daha fazla
"""

SPONSORED = """
sponsored|sponsored content|sponsored links|sponsored stories|sponsored by|promoted
promoted content|promoted links|promoted stories|paid content|paid post|partner content
from our partners|content from our partners|around the web|from around the web|from the web
you may like from the web|ads by|advertiser content|advertorial|brand content
recommended by outbrain|by taboola|recommended by taboola|taboola|outbrain|sponsored picks
paid partner content|gesponsert|gesponserte inhalte|von unseren partnern|anzeigen
bezahlte inhalte|empfohlen von outbrain|contenus sponsorisés|contenu sponsorisé|sponsorisé
contenus partenaires|nos partenaires|contenido patrocinado|patrocinado|patrocinados
contenido de nuestros socios|contenuti sponsorizzati|sponsorizzato|conteúdo patrocinado
conteúdo pago|links patrocinados|të sponsorizuara|e sponsorizuar|përmbajtje e sponsorizuar
χορηγούμενο περιεχόμενο|χορηγούμενο|на правах рекламы|партнерские материалы|новости партнеров
реклама партнеров|новини партнерів|на правах реклами|materiał sponsorowany|artykuł sponsorowany
sponsorlu içerik|gesponsord|gesponsorde inhoud|annonser|محتوى مدعوم|محتوى ممول|إعلانات ممولة
مطالب تبلیغاتی|תוכן ממומן|תוכן שיווקי|スポンサードリンク|スポンサー|赞助内容|贊助內容|广告推广
추천 광고|협찬
"""

# What a wall says instead of the story.
WALL = """
already a subscriber|already subscribed|already a member|already registered
already have an account|not a subscriber|this article is for subscribers only
this story is for subscribers|subscriber-only content|subscribers only
this content is for subscribers|this article is exclusive to subscribers
exclusive to subscribers|premium content|to continue reading|continue reading with
continue reading for|subscribe to continue|subscribe to read|log in to continue
sign in to continue|sign in to read|register to continue|create a free account|create an account
start your free trial|start your trial|get unlimited access|unlock this article
you have reached your limit|you've reached your limit|you have read your last|choose your plan
cancel at any time|cancel anytime|no thanks|try it free|see all offers|see subscription options
view offers|become a subscriber|join now|unlimited digital access
dieser artikel ist nur für abonnenten|nur für abonnenten|weiterlesen mit|jetzt weiterlesen
sie haben bereits ein abo|bereits abonnent|zum angebot|monatlich kündbar|jederzeit kündbar
exklusiv für abonnenten|cet article est réservé|article réservé aux abonnés|réservé aux abonnés
déjà abonné|pour lire la suite|sans engagement|il vous reste|este artículo es solo para
solo para suscriptores|contenido exclusivo para|ya eres suscriptor|para seguir leyendo
questo articolo è riservato|contenuto riservato agli abbonati|sei già abbonato
per continuare a leggere|conteúdo exclusivo para|exclusivo para assinantes|já é assinante
para continuar lendo|vetëm për abonentët|только для подписчиков|лише для передплатників
この記事は有料|会員限定|続きを読むには|続きは有料|本文仅限订阅
"""

ADVERTISEMENT = """
advertisement|advertisements|advert|ad|ads|advertising|continue reading below
story continues below|story continues below advertisement|story continues after advertisement
article continues below|article continues after advertisement
article continues below advertisement|advertisement - continue reading below|scroll to continue
story continues|article continues|story continues below this ad|ad feedback|skip advertisement
remove ads|why am i seeing this ad|sponsored message|anzeige|werbung
artikel wird unten fortgesetzt|publicité|la suite après la publicité|publicidad|anuncio
pubblicità|la pubblicità continua|publicidade|continua após a publicidade|reklamë|reklama
διαφήμιση|реклама|advertentie|reklam|annons|annonse|annonce|publicitate|إعلان|اعلان|الإعلان
تبلیغات|آگهی|פרסומת|広告|广告|廣告|광고
"""

CHROME = """
accept all|reject all|accept cookies|accept all cookies|reject cookies|manage options|agree
disagree|i agree|got it|we value your privacy|your privacy|cookie settings|image
alle akzeptieren|alle ablehnen|tout accepter|tout refuser|aceptar todo|rechazar todo
accetta tutto|rifiuta|aceitar tudo|in this article|skip to content|skip to main content
skip to navigation|skip to main navigation|skip navigation|skip links|jump to content
jump to navigation|accessibility links|accessibility help|accessibility statement|menu|main menu
open menu|close menu|show menu|navigation|toggle navigation|site navigation|search|search site
open search|sign in|sign up|log in|login|logout|sign out|register|subscribe|subscribe now
become a member|my account|your account|account|profile|settings|notifications|close|open|cancel
loading|loading...|please wait|play|play video|watch now|listen|listen now
listen to this article|listen to article|listen to story|audio|watch live|live tv|print
print this|save|saved|save for later|bookmark|add to reading list|gift this article
give this article|text size|font size|a a a|aa|back|back to top|top of page|go back
return to homepage|home|homepage|next|previous|prev|show more|load more|view more|view all
see all|show all|show less|expand|collapse|more options|view gallery|enlarge image|open image
view image in fullscreen|image gallery|image caption|image source|media caption|hide caption
toggle caption|copy link|link copied|copied|this article is more than|edition|e-paper
newsletters|newsletter|podcasts|apps|rss|follow us|follow|following|contact us|contact|about us
about|help|faq|donate|support us|shop|jobs|weather|today's paper|site map|sitemap|site index
more sections|all sections|sections|language|english|change language|dark mode|weiterlesen
zum inhalt springen|zum hauptinhalt springen|direkt zum inhalt|zur navigation springen|menü
suche|anmelden|abmelden|abonnieren|startseite|schließen|drucken|merken|vorlesen|artikel anhören
mein konto|mehr anzeigen|nach oben|aller au contenu|aller au contenu principal|passer au contenu
accéder au contenu|menu principal|rechercher|se connecter|s'abonner|abonnez-vous|connexion
accueil|fermer|imprimer|écouter|écouter l'article|mon compte|voir plus|ir al contenido
saltar al contenido|ir al contenido principal|menú|buscar|iniciar sesión|suscríbete|suscribirse
inicio|cerrar|imprimir|escuchar|mi cuenta|ver más|portada|vai al contenuto|salta al contenuto
cerca|accedi|abbonati|chiudi|stampa|ascolta|ascolta l'articolo|mostra altro|ir para o conteúdo
pular para o conteúdo|entrar|assine|início|fechar|ouvir|ver mais|kalo te përmbajtja|kërko|hyr
kyçu|regjistrohu|ballina|kreu|mbyll|printo|dëgjo|μετάβαση στο περιεχόμενο|μενού|αναζήτηση
σύνδεση|εγγραφή|αρχική|κλείσιμο|εκτύπωση|перейти к содержанию|перейти к основному содержанию
меню|поиск|войти|вход|подписаться|главная|закрыть|печать|слушать|перейти до вмісту
перейти до основного вмісту|пошук|увійти|підписатися|головна|закрити|друк|przejdź do treści
szukaj|zaloguj|zaloguj się|subskrybuj|strona główna|zamknij|içeriğe geç|menü|ara|giriş yap
abone ol|ana sayfa|kapat|naar hoofdinhoud|naar de inhoud|zoeken|inloggen|abonneren|sluiten
hoppa till innehåll|sök|logga in|تخطى إلى المحتوى|تخطي إلى المحتوى|انتقل إلى المحتوى|القائمة
قائمة|بحث|ابحث|تسجيل الدخول|اشترك|الرئيسية|إغلاق|طباعة|استمع|رفتن به محتوا|پرش به محتوا|منو
جستجو|ورود|خانه|صفحه اصلی|بستن|چاپ|דלג לתוכן|תפריט|חיפוש|התחברות|סגור|本文へスキップ
メインコンテンツへ|コンテンツへスキップ|メニュー|検索|ログイン|会員登録|ホーム|閉じる|印刷
跳到内容|跳至内容|跳转到主要内容|菜单|搜索|登录|注册|首页|关闭|打印|跳到主要內容|選單|搜尋|登入
首頁|關閉|列印|본문 바로가기|메뉴|검색|로그인|홈|닫기|인쇄
"""

SECTIONS = """
home|news|world|uk|us|europe|africa|asia|americas|middle east|business|money|markets|economy
politics|opinion|culture|arts|entertainment|lifestyle|life|style|travel|food|sport|sports
football|tech|technology|science|health|environment|climate|education|video|videos|live|weather
local|national|international|region|regions|society|media|obituaries|comment|investigations
features|magazine|puzzles|games|cooking|fashion|property|cars|history|nachrichten|politik
wirtschaft|panorama|kultur|wissen|gesundheit|reise|ausland|inland|welt|meinung|regionales|wetter
actualités|monde|politique|économie|société|culture|santé|planète|sciences|débats|sports|régions
météo|noticias|mundo|política|economía|sociedad|cultura|deportes|ciencia|salud|opinión
internacional|españa|tecnología|notizie|mondo|politica|economia|cronaca|cultura|sport|scienza
salute|esteri|opinioni|tecnologia|notícias|mundo|política|economia|esportes|desporto|ciência
saúde|cultura|opinião|brasil|portugal|lajme|botë|bota|politikë|ekonomi|kulturë|sport|shëndetësi
rajoni|kosovë|shqipëri|opinion|kronikë|ειδήσεις|κόσμος|πολιτική|οικονομία|κοινωνία|πολιτισμός
αθλητικά|υγεία|ελλάδα|απόψεις|новости|мир|политика|экономика|общество|культура|спорт|наука
здоровье|россия|мнения|новини|світ|політика|економіка|суспільство|культура|спорт|наука|здоров'я
україна|війна|أخبار|الأخبار|عالم|العالم|سياسة|اقتصاد|مجتمع|ثقافة|رياضة|صحة|علوم|تكنولوجيا|رأي
الشرق الأوسط|اخبار|جهان|ایران|سیاسی|اقتصاد|اقتصادی|جامعه|فرهنگ|ورزش|ورزشی|سلامت|دانش|فناوری
ニュース|国際|政治|経済|社会|文化|スポーツ|科学|国内|地域|新闻|国际|政治|财经|经济|社会|文化
体育|科技|健康|中国|新聞|國際|財經|經濟|社會|體育|國內
"""

SHARE = """
share|share this|share this article|share this story|share article|share story|share on
share via|share options|sharing|tweet|post|facebook|twitter|x|whatsapp|email|e-mail|mail
linkedin|reddit|pinterest|telegram|messenger|instagram|youtube|tiktok|threads|bluesky|mastodon
flipboard|viber|line|copy|copy link|copy url|link|print|save|pocket|more|on|via|and|to|by
article|story|this|bookmark|sms|copied|pin|shares|comments|comment|likes|like|follow|us
follow us|&|teilen|artikel teilen|auf|per|drucken|merken|partager|partagez|partager l'article
sur|compartir|comparte|en|por|condividi|su|partilhar|compartilhar|shpërnda|ndaj|shpërndaje|në
κοινοποίηση|μοιραστείτε το|поделиться|поширити|поділитися|в|udostępnij|paylaş|deel|delen|dela
شارك|مشاركة|شارك على|اشتراک گذاری|اشتراک|فیسبوک|تويتر|واتساب|שתף|שתפו|シェア|シェアする|共有
分享|分享到|공유|фейсбук|твиттер|телеграм|вконтакте|одноклассники|ツイート|ポスト|微信|微博|電郵
"""

COMMENTS = """
comments|comment|view comments|show comments|join the conversation|join the discussion
leave a comment|add a comment|post a comment|reader comments|readers' comments|have your say
be the first to comment|leave a reply|your comments|discussion|conversation|sort by
what do you think|most liked comments|kommentare|kommentar schreiben|leserkommentare|diskussion
kommentieren|commentaires|commenter|vos réactions|réagir|comentarios|deja un comentario|commenti
lascia un commento|comentários|komente|komentet|lini një koment|komento|σχόλια|комментарии
коментарі|komentarze|yorumlar|reacties|kommentarer|التعليقات|تعليقات|نظرات|دیدگاه‌ها|نظر شما
תגובות|コメント|评论|評論|留言|댓글
"""

TOPICS = """
tags|topics|topic|related topics|more on these topics|filed under|in this story
topics in this article|keywords|schlagworte|schlagwörter|themen|themen in diesem artikel
mots-clés|sujets|thèmes|etiquetas|temas|archivado en|argomenti|tag|assuntos|tópicos|etiketa
temat|tagi|теги|темы|тема|мітки|теми|konular|etiketler|onderwerpen|ετικέτες|θέματα|وسوم
كلمات مفتاحية|برچسب‌ها|תגיות|נושאים|タグ|キーワード|标签|標籤|关键词|關鍵字|태그
"""
