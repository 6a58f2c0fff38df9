"""Words that turn or weaken what a clause says: negations and hedges, in the languages of news."""

_NEGATIONS = """
not no never none nobody nothing neither nor cannot without hardly denied denies deny
nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder kaum
ne n pas jamais aucun aucune ni sans rien personne
no nunca jamás ningún ninguna ninguno sin nadie nada tampoco
non mai nessun nessuno nessuna senza né niente
não nem nenhum nenhuma sem ninguém
niet geen nooit niemand niets zonder
inte ej aldrig ingen inget inga utan ikke aldri uten ei eivät eikä ilman
nie nigdy bez żaden ani nic
не нет ни никогда никто ничего нельзя без вряд
ні немає ніколи ніхто нічого
δεν μην μη όχι ποτέ χωρίς ούτε κανείς
nuk nuk’ s'ka mos pa kurrë asnjë askush jo
değil yok hiç asla hayır
لا لم لن ليس ليست غير بدون لیس نه نیست هرگز بدونِ
לא אין בלי אף מעולם
नहीं न कभी बिना
不 没 沒 未 非 无 無 勿 别
"""
_HEDGES = """
may might could would should possibly perhaps maybe probably likely unlikely apparently allegedly
alleged reportedly reported purportedly purported supposedly supposed suspected presumably
potentially seemingly seems seem appears appear suggests suggest claimed believed thought nearly
almost about roughly approximately around some
vielleicht möglicherweise wahrscheinlich wohl angeblich mutmaßlich mutmaßliche mutmaßlichen
vermutlich offenbar könnte könnten dürfte dürften soll sollen würde etwa rund
peut-être peut probablement apparemment présumé présumée pourrait pourraient aurait auraient
environ semble
quizás quizá tal vez probablemente posiblemente presunto presunta presuntamente supuesto supuesta
supuestamente podría podrían habría aparentemente
forse probabilmente presunto presunta presumibilmente potrebbe potrebbero avrebbe sembra circa
talvez provavelmente possivelmente alegado alegada alegadamente suposto suposta poderia teria
misschien waarschijnlijk mogelijk vermoedelijk naar verluidt
kanske troligen möjligen sannolikt kanskje muligens trolig påstått
może prawdopodobnie rzekomo podobno
возможно вероятно якобы предположительно может наверное кажется
можливо ймовірно нібито може мабуть
ίσως πιθανώς μάλλον φέρεται
ndoshta mbase mundet gjoja
belki muhtemelen iddia
ربما قد لعل يحتمل شاید احتمالا
אולי כנראה ייתכן לכאורה
शायद संभवतः कथित
"""
_ALL = frozenset(_NEGATIONS.split()) | frozenset(_HEDGES.split())


def qualifies(key: str) -> bool:
    """Whether a word negates or weakens what it stands beside."""
    word = key.casefold()
    return word in _ALL or word.endswith(("n't", "nt'"))
