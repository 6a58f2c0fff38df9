"""Names of months in many languages, and the Persian calendar. Tables and arithmetic only."""

from datetime import date, timedelta

from articles.parting.labels import fold

# One line a month, January first; names and their abbreviations in any language.
_NAMES = """
january jan januar jänner janv janvier enero ene gennaio gen janeiro janar ιανουάριος ιανουαρίου
 ιαν январь января янв січень січня січ stycznia styczeń sty ocak oca januari ianuarie ledna
 siječnja januára yanvar يناير جانفي ژانویه ינואר
february feb febr februar feber février févr fév febrero febbraio febb fevereiro fev shkurt
 φεβρουάριος φεβρουαρίου φεβ февраль февраля фев лютий лютого лют lutego luty lut şubat şub
 februari februarie února veljače فبراير فيفري شباط فوریه פברואר
march mar märz mrz maerz mars marzo março μάρτιος μαρτίου μαρ март марта мар березень березня
 бер marca marzec mart maart martie března ožujka مارس آذار מרץ
april apr avril avr abril abr aprile prill απρίλιος απριλίου απρ апрель апреля апр квітень
 квітня квіт kwietnia kwiecień kwi nisan nis aprilie dubna travnja أبريل إبريل نيسان أفريل آوریل
 אפריל
may mai mayo maggio mag maio maj maji μάιος μαΐου μαϊ май мая травень травня трав maja mayıs mei
 května svibnja مايو ماي أيار مه מאי
june jun juni juin junio giugno giu junho qershor ιούνιος ιουνίου ιουν июнь июня июн червень
 червня черв czerwca czerwiec cze haziran haz iunie června lipnja يونيو جوان حزيران ژوئن יוני
july jul juli juillet juil julio luglio lug julho korrik ιούλιος ιουλίου ιουλ июль июля июл
 липень липня лип lipca lipiec lip temmuz tem iulie července srpnja يوليو جويلية تموز ژوئیه יולי
august aug août aout agosto ago gusht αύγουστος αυγούστου αυγ август августа авг серпень серпня
 серп sierpnia sierpień sie ağustos ağu augustus augusti srpna kolovoza أغسطس أوت آب اوت אוגוסט
september sep sept septembre septiembre setiembre settembre sett set setembro shtator
 σεπτέμβριος σεπτεμβρίου σεπ сентябрь сентября сен сент вересень вересня вер września wrzesień
 wrz eylül eyl septembrie září rujna سبتمبر شتنبر أيلول سپتامبر ספטמבר
october oct oktober okt octobre octubre ottobre ott outubro out tetor οκτώβριος οκτωβρίου οκτ
 октябрь октября окт жовтень жовтня жовт października październik paź ekim eki octombrie října
 listopada أكتوبر اكتوبر اکتبر אוקטובר
november nov novembre noviembre novembro nëntor νοέμβριος νοεμβρίου νοε ноябрь ноября ноя
 листопад листопада лист listopad kasım kas noiembrie studenoga نوفمبر نونبر نوامبر נובמבר
december dec dezember dez décembre déc diciembre dic dicembre dezembro dhjetor δεκέμβριος
 δεκεμβρίου δεκ декабрь декабря дек грудень грудня груд grudnia grudzień gru aralık ara decembrie
 prosince prosinca ديسمبر دجنبر دسامبر דצמבר
"""
_LEVANTINE = {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}
_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"


def _numbered() -> dict[str, int]:
    months = _NAMES.replace("\n ", " ").split("\n")
    named = {
        fold(name): number
        for number, names in enumerate(filter(None, months), start=1)
        for name in names.split()
    }
    return named | {fold(name): number for name, number in _LEVANTINE.items()}


MONTHS = _numbered()
PERSIAN_MONTHS = {fold(name): number for number, name in enumerate(_PERSIAN.split(), start=1)}


def from_persian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """A day of the Solar Hijri calendar as (year, month, day) of ours."""
    cycle = year + 1595
    days = -355668 + 365 * cycle + cycle // 33 * 8 + (cycle % 33 + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    found = date(1, 1, 1) + timedelta(days=days - 366)
    return found.year, found.month, found.day
