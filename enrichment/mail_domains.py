"""Whose a mail domain is: everybody's (free mail), nobody's for long (disposable), or a company's."""

import re

FREE = frozenset(
    """
    126.com 139.com 163.com 21cn.com abv.bg aim.com aliyun.com aol.com aol.de arcor.de att.net bellsouth.net bigpond.com bk.ru
    bluewin.ch bol.com.br btinternet.com centrum.cz charter.net comcast.net cox.net daum.net duck.com earthlink.net email.com email.cz
    email.de fastmail.com fastmail.fm foxmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com
    hanmail.net hey.com home.nl hotmail.be hotmail.ca hotmail.co.uk hotmail.com hotmail.com.br hotmail.de hotmail.es hotmail.fr
    hotmail.it hotmail.nl hushmail.com icloud.com ig.com.br inbox.lv inbox.ru interia.pl kakao.com kpnmail.nl laposte.net libero.it
    list.ru live.be live.ca live.cn live.co.uk live.com live.de live.dk live.fr live.it live.nl live.no live.se mac.com mail.bg
    mail.com mail.de mail.ee mail.ru mailbox.org me.com msn.com naver.com netscape.net o2.pl onet.pl online.de online.no optonline.net
    optusnet.com.au orange.fr outlook.at outlook.be outlook.com outlook.com.br outlook.de outlook.dk outlook.es outlook.fr outlook.it
    outlook.jp outlook.pt pm.me posteo.de posteo.net proton.me protonmail.ch protonmail.com qq.com rambler.ru rediffmail.com
    rocketmail.com runbox.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca sina.cn sina.com sky.com sohu.com t-online.de talktalk.net
    telenet.be telus.net terra.com.br tiscali.it tuta.com tuta.io tutanota.com ukr.net uol.com.br verizon.net virgilio.it virginmedia.com
    walla.co.il wanadoo.fr web.de windowslive.com wp.pl xtra.co.nz ya.ru yahoo.ca yahoo.co.id yahoo.co.in yahoo.co.jp yahoo.co.uk
    yahoo.com yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.mx yahoo.de yahoo.es yahoo.fr yahoo.in yahoo.it yandex.com yandex.ru
    yeah.net ymail.com ziggo.nl zoho.com zohomail.com
    """.split()
)
DISPOSABLE = frozenset(
    """
    10minutemail.com 10minutemail.net 20minutemail.com 33mail.com anonbox.net burnermail.io byom.de deadaddress.com discard.email
    dispostable.com dropmail.me emailondeck.com fakeinbox.com fakemail.net filzmail.com getairmail.com getnada.com grr.la guerrillamail.biz
    guerrillamail.com guerrillamail.de guerrillamail.info guerrillamail.net guerrillamail.org guerrillamailblock.com harakirimail.com
    inboxkitten.com incognitomail.org jetable.org linshiyouxiang.net mail-temp.com mailcatch.com maildrop.cc mailexpire.com mailinator.com
    mailinator.net mailnesia.com mailnull.com mailsac.com mailtemp.net minuteinbox.com mintemail.com moakt.com mohmal.com mytemp.email
    mytrashmail.com nada.email oneoffemail.com sharklasers.com spam4.me spambog.com spambox.us spamex.com spamgourmet.com spoofmail.de
    temp-mail.io temp-mail.org tempail.com tempinbox.com tempmail.dev tempmail.net tempmail.plus tempmailaddress.com tempmailo.com
    tempr.email throwawaymail.com trash-mail.com trashmail.com trashmail.de trashmail.io trashmail.net trbvm.com wegwerfmail.de
    wegwerfmail.net yopmail.com yopmail.fr yopmail.net
    """.split()
)
_ROLES = frozenset(
    """
    abuse accounts admin administrator billing career careers contact enquiries feedback hello help helpdesk hi hiring hr info
    inquiries it jobs mail marketing media noreply no-reply office people postmaster press privacy recruiting recruitment sales
    security service support talent team webmaster
    """.split()
)
_FIRST_AND_LAST = re.compile(r"([a-z]{2,20})[._-]([a-z]{2,25})")


def of(address: str) -> str:
    return address.rpartition("@")[2]


def is_free(address: str) -> bool:
    return of(address) in FREE


def is_disposable(address: str) -> bool:
    """Sub-domains count: whatever.mailinator.com."""
    labels = of(address).split(".")
    return any(".".join(labels[start:]) in DISPOSABLE for start in range(len(labels) - 1))


def is_role(address: str) -> bool:
    return address.partition("@")[0].partition("+")[0] in _ROLES


def name_in(address: str) -> str:
    """Jane Doe for jane.doe@example.com: a guess, "" where it cannot even be guessed."""
    local = address.partition("@")[0].partition("+")[0]
    found = _FIRST_AND_LAST.fullmatch(local)
    if found is None or is_role(address) or {found[1], found[2]} & _ROLES:
        return ""
    return f"{found[1].title()} {found[2].title()}"
