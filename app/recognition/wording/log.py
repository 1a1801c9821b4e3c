"""What entries of the log about certificates of other organisers mean."""

from flask_babel import lazy_gettext as _l

#: actions of the log → what was done
ACTIONS = {
    "recognition.submitted": _l("Certificate from elsewhere sent in"),
    "recognition.withdrawn": _l("Certificate from elsewhere withdrawn"),
    "recognition.confirmed": _l("Certificate from elsewhere confirmed as genuine"),
    "recognition.refused": _l("Certificate from elsewhere not confirmed"),
    "recognition.accepted": _l("Training held elsewhere accepted"),
    "recognition.rejected": _l("Training held elsewhere not accepted"),
    "recognition.paper_removed": _l("File of a certificate from elsewhere removed"),
}
