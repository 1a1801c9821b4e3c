"""Who may open what, as a table: names stand for what `furnish` made.

An address outside somebody's units is 404, so that it tells nothing; one that they see for another
reason is 403. Whoever is not signed in is sent to sign in, or told 401 when they send a form.
"""

from dataclasses import dataclass

PERSONAS = ("nobody", "teresa", "hanna", "stefan", "tomasz", "kazimierz", "olga", "adam")

#: in: sent to sign in · go: sent elsewhere. School A is Teresa's and Hanna's, Stefan heads B.
PAGES = """
endpoint                   address                               --- ter han ste tom kaz olg ada
absences.edit              /people/absences/{absence}/edit       in  404 403 404 403 200 403 403
absences.new               /people/{teresa}/absences/new         in  404 403 404 403 200 403 403
absences.remove            /people/absences/{absence}/remove     in  404 403 404 403 200 403 403
accounts.index             /accounts/                            in  403 403 403 403 403 200 200
accounts.invite            /accounts/invite                      in  403 403 403 403 403 403 200
accounts.show              /accounts/{account}                   in  404 403 404 403 403 200 200
accounts.table             /accounts/table.csv                   in  403 403 403 403 403 200 200
assignments.index          /trainings/{training}/assignments     in  404 200 200 403 200 200 403
assignments.new            /trainings/{training}/assignments/new in  404 403 403 403 200 403 403
assignments.people  /trainings/assignments/{assignment}/people.csv  in 404 200 200 403 200 200 403
assignments.show           /trainings/assignments/{assignment}   in  404 200 200 403 200 200 403
assignments.table          /trainings/{training}/assignments.csv in  404 200 200 403 200 200 403
badges.meet                /b/000001-000000-000000               200 200 200 200 200 200 200 200
badges.own                 /my-code                              in  200 200 200 200 200 403 403
badges.replace             /people/{teresa}/badge/replace        in  200 200 404 403 200 403 403
badges.school              /units/{a}/badges.pdf                 in  404 200 404 403 200 403 403
badges.show                /people/{teresa}/badge                in  200 200 404 403 200 403 403
badges.unit                /units/{a}/badges                     in  404 200 404 403 200 403 403
calendar.feed              /calendar/{calendar_token}.ics         200 200 200 200 200 200 200 200
calendar.session           /sessions/{session}.ics               in  200 200 404 200 200 200 404
certificates.choose        /certificates/issue                   in  403 403 403 403 200 403 403
certificates.download      /certificates/{certificate}.pdf       in  200 200 404 403 200 200 403
certificates.index         /certificates/                        in  403 200 200 403 200 200 403
certificates.person        /people/{teresa}/certificates         in  200 200 404 403 200 200 403
certificates.table         /certificates/register.csv            in  403 200 200 403 200 200 403
certificates.together      /certificates/together.pdf            in  403 200 404 403 200 200 403
closing.show               /sessions/{session}/close             in  404 404 404 200 200 403 403
comparison.show            /coverage/units/{a}/comparison        in  404 200 404 403 200 200 403
completions.as_csv         /completions/register.csv             in  403 200 200 403 200 200 403
completions.as_xlsx        /completions/register.xlsx            in  403 200 200 403 200 200 403
completions.find_person    /completions/new                      in  403 403 403 403 200 403 403
completions.index          /completions/                         in  403 200 200 403 200 200 403
completions.new            /people/{teresa}/completions/new      in  404 403 404 403 200 403 403
completions.person         /people/{teresa}/completions          in  200 200 404 403 200 200 403
completions.person_table   /people/{teresa}/completions.csv      in  200 200 404 403 200 200 403
completions.show           /completions/{completion}             in  404 200 404 403 200 200 403
courses.facts              /courses/S1/facts                     in  404 200 200 200 200 200 403
courses.facts_table        /courses/S1/facts.csv                 in  404 200 200 200 200 200 403
courses.index              /courses/                             in  200 200 200 200 200 200 200
courses.picture            /courses/pictures/{picture}.svg       in  200 200 200 200 200 200 200
courses.show               /courses/S1                           in  200 200 200 200 200 200 200
coverage.index             /coverage/                            in  403 go  go  403 go  go  403
coverage.person            /coverage/people/{teresa}             in  200 200 404 403 200 200 403
coverage.unit              /coverage/units/{a}                   in  404 200 404 403 200 200 403
coverage.unit_people       /coverage/units/{a}/people            in  404 200 404 403 200 200 403
coverage_tables.changes    /coverage/units/{a}/changes.csv       in  404 200 404 403 200 200 403
coverage_tables.rules      /coverage/units/{a}/rules.csv         in  404 200 404 403 200 200 403
coverage_tables.schools    /coverage/units/{a}/schools.csv       in  404 200 404 403 200 200 403
coverage_tables.staff      /coverage/units/{a}/people.csv        in  404 200 404 403 200 200 403
coverage_tables.trend      /coverage/units/{a}/trend.csv         in  404 200 404 403 200 200 403
demo.mail                  /demo/mail                            200 200 200 200 200 200 200 200
demo.style                 /demo/style                           200 200 200 200 200 200 200 200
employments.edit           /people/employments/{employment}/edit in  404 403 404 403 200 403 403
employments.end            /people/employments/{employment}/end  in  404 403 404 403 200 403 403
employments.new            /people/{teresa}/employments/new      in  404 403 404 403 200 403 403
evidence.pack        /coverage/snapshots/{snapshot}/evidence.zip in  404 403 404 403 200 200 403
evidence.progress /coverage/snapshots/{snapshot}/evidence/progress in 404 403 404 403 200 200 403
evidence.report      /coverage/snapshots/{snapshot}/report.pdf   in  404 200 404 403 200 200 403
forecast.show              /coverage/units/{a}/forecast          in  404 200 404 403 200 200 403
home.index                 /                                     in  200 200 200 200 200 200 200
home.log                   /log                                  in  404 404 404 403 200 200 200
home.log_table             /log.csv                              in  404 404 404 403 200 200 200
invitations.edit           /sessions/{session}/invited           in  404 404 404 200 200 403 403
invitations.mail           /sessions/{session}/invited/mail      in  404 404 404 200 200 403 403
invitations.people         /sessions/{session}/guests            in  404 404 404 200 200 403 403
jobs.index                 /jobs                                 in  404 404 404 403 200 200 200
lessons.show               /courses/S1/lessons/lekcja-1          in  200 200 200 200 200 200 go
lists.index                /completions/imports/                 in  403 403 403 403 200 403 403
lists.progress             /completions/imports/{list}/progress  in  404 404 404 403 200 403 403
lists.sample               /completions/imports/sample.csv       in  403 403 403 403 200 403 403
lists.show                 /completions/imports/{list}           in  404 404 404 403 200 403 403
lists.table                /completions/imports/{list}/new.csv   in  404 404 404 403 200 403 403
meetings.edit              /meetings/{meeting}/edit              in  404 404 404 200 200 403 403
meetings.new               /sessions/{session}/meetings/new      in  404 404 404 200 200 403 403
meetings.remove            /meetings/{meeting}/remove            in  404 404 404 200 200 403 403
merging.new                /people/{teresa}/merge                in  404 403 404 403 200 403 403
own_account.show           /account                              in  200 200 200 200 200 200 200
own_sessions.index         /my-sessions                          in  200 200 200 200 200 403 403
paper.entry                /meetings/{meeting}/paper             in  404 404 404 200 200 403 403
paper.sheet                /meetings/{meeting}/sheet.pdf         in  404 404 404 200 200 403 403
participation.check        /l/{participation_code}               200 200 200 200 200 200 200 200
participation.csv          /participation/{participation}.csv    in  404 200 404 200 200 200 403
participation.index        /participation/                       in  403 200 200 403 200 200 403
participation.pdf          /participation/{participation}.pdf    in  404 200 404 200 200 200 403
participation.show         /participation/{participation}        in  404 200 404 200 200 200 403
participation.table        /participation/register.csv           in  403 200 200 403 200 200 403
people.edit                /people/{teresa}/edit                 in  404 403 404 403 200 403 403
people.index               /people/                              in  403 200 200 403 200 200 403
people.new                 /people/new                           in  403 403 403 403 200 403 403
people.show                /people/{teresa}                      in  200 200 404 403 200 200 403
people.table               /people/table.csv                     in  403 200 200 403 200 200 403
posts.edit                 /posts/{post}                         in  404 403 403 403 200 403 403
posts.index                /posts/                               in  403 200 200 403 200 200 403
posts.new                  /posts/new                            in  403 403 403 403 200 403 403
posts.table                /posts/table.csv                      in  403 200 200 403 200 200 403
presence.correct       /meetings/{meeting}/people/{teresa}       in  404 404 404 200 200 403 403
presence.find          /meetings/{meeting}/find?q=ter            in  404 404 404 200 200 403 403
presence.news          /meetings/{meeting}/news                  in  404 200 404 200 200 200 403
presence.show          /meetings/{meeting}                       in  404 200 404 200 200 200 403
presence.table         /meetings/{meeting}/presence.csv          in  404 200 404 200 200 200 403
projector.live             /meetings/{meeting}/live              in  404 404 404 200 200 403 403
projector.show             /meetings/{meeting}/projector         in  404 404 404 200 200 403 403
quizzes.overview           /courses/S1/quiz/paper/overview       in  200 go  go  go  go  403 403
quizzes.paper              /courses/S1/quiz/paper?question=1     in  200 go  go  go  go  403 403
quizzes.result             /courses/S1/quiz/results/1            in  200 404 404 404 404 403 403
quizzes.show               /courses/S1/quiz                      in  200 200 200 200 200 403 403
recognition.file           /recognition/{outside}/file           in  200 200 404 403 200 200 403
recognition.index          /recognition/                         in  403 200 200 403 200 200 403
recognition.own            /my-certificates/elsewhere            in  200 200 200 200 200 403 403
recognition.show           /recognition/{outside}                in  200 200 404 403 200 200 403
recognition.submit         /my-certificates/elsewhere/new        in  200 200 200 200 200 403 403
recognition.table          /recognition/table.csv                in  403 200 200 403 200 200 403
reminders.ask              /reminders/units/{a}                  in  404 200 404 403 200 403 403
reminders.index            /reminders/                           in  403 200 200 403 200 200 403
reminders.mail             /reminders/mails/{reminder}           in  404 200 404 403 200 200 403
reminders.mails            /reminders/{mailing}/mails.csv        in  404 200 404 403 200 200 403
reminders.people           /reminders/units/{a}/people.csv       in  404 200 404 403 200 403 403
reminders.preview          /reminders/units/{b}/people/{stefan}  in  404 404 200 403 200 403 403
reminders.show             /reminders/{mailing}                  in  404 200 404 403 200 200 403
reminders.table            /reminders/table.csv                  in  403 200 200 403 200 200 403
roles.end                  /accounts/roles/{grant}/end           in  404 403 404 403 403 403 200
roles.new                  /accounts/{account}/roles/new         in  404 403 404 403 403 403 200
room.ask                   /o                                    200 200 200 200 200 200 200 200
room.confirm               /here                                 in  200 200 200 200 200 403 403
room.done                  /here/done                            in  go  go  go  go  go  403 403
room.exchange              /o/1AAAAAAAAAA                        404 404 404 404 404 404 404 404
roster.index               /people/imports/                      in  403 403 403 403 200 403 403
roster.progress            /people/imports/{roster}/progress     in  404 404 404 403 200 403 403
roster.sample              /people/imports/sample.csv            in  403 403 403 403 200 403 403
roster.show                /people/imports/{roster}              in  404 404 404 403 200 403 403
roster.table               /people/imports/{roster}/new.csv      in  404 404 404 403 200 403 403
rule_tables.people /coverage/rules/W9-2026.1/preview/people.csv  in  404 403 403 403 200 403 403
rule_tables.units  /coverage/rules/W9-2026.1/preview/units.csv   in  404 403 403 403 200 403 403
rules.edit                 /coverage/rules/W9-2026.1/edit        in  404 403 403 403 200 403 403
rules.index                /coverage/rules/                      in  403 200 200 403 200 200 403
rules.new                  /coverage/rules/new                   in  403 403 403 403 200 403 403
rules.preview              /coverage/rules/W9-2026.1/preview     in  404 403 403 403 200 403 403
rules.show                 /coverage/rules/W9-2026.1             in  200 200 200 200 200 200 200
scanner.index              /scanner/                             200 200 200 200 200 200 200 200
scanner.manifest           /scanner/manifest.webmanifest         200 200 200 200 200 200 200 200
scanner.roster             /scanner/{meeting}/roster             in  404 404 404 200 200 403 403
scanner.show               /scanner/{meeting}                    in  404 404 404 200 200 403 403
scanner.worker             /scanner/worker.js                    200 200 200 200 200 200 200 200
sessions.cancel            /sessions/{session}/cancel            in  404 404 404 200 200 403 403
sessions.edit              /sessions/{session}/edit              in  404 404 404 200 200 403 403
sessions.index             /sessions/                            in  403 200 200 200 200 200 403
sessions.new               /sessions/new                         in  403 403 403 200 200 403 403
sessions.people            /sessions/{session}/people            in  404 200 404 200 200 200 403
sessions.people_table      /sessions/{session}/people.csv        in  404 200 404 200 200 200 403
sessions.show              /sessions/{session}                   in  404 200 404 200 200 200 403
sessions.table             /sessions/table.csv                   in  403 200 200 200 200 200 403
sign_in.choose_password    /link/{token}                         200 200 200 200 200 200 200 200
sign_in.forgot             /forgotten-password                   200 200 200 200 200 200 200 200
sign_in.sent               /forgotten-password/sent              200 200 200 200 200 200 200 200
sign_in.show               /sign-in                              200 go  go  go  go  go  go  go
tokens.index               /interface/tokens                     in  403 403 403 403 403 200 200
tokens.new                 /interface/tokens/new                 in  403 403 403 403 403 403 200
trainings.as_csv           /trainings/catalogue.csv              in  403 200 200 200 200 200 403
trainings.as_xlsx          /trainings/catalogue.xlsx             in  403 200 200 200 200 200 403
snapshots.check            /coverage/snapshots/{snapshot}/check  in  404 200 404 403 200 200 403
snapshots.index            /coverage/units/{a}/snapshots         in  404 200 404 403 200 200 403
snapshots.new              /coverage/units/{a}/snapshots/new     in  404 403 404 403 200 403 403
snapshots.part   /coverage/snapshots/{snapshot}/snapshot.json    in  404 200 404 403 200 200 403
snapshots.people           /coverage/snapshots/{snapshot}/people in  404 200 404 403 200 200 403
snapshots.progress  /coverage/units/{a}/snapshots/new/progress  in  404 403 404 403 200 403 403
snapshots.show             /coverage/snapshots/{snapshot}        in  404 200 404 403 200 200 403
staff.index                /staff/                               in  403 200 200 403 200 200 403
staff.show                 /staff/{a}                            in  404 200 404 403 200 200 403
trainings.edit             /trainings/{training}/edit            in  404 403 403 403 200 403 403
trainings.index            /trainings/                           in  403 200 200 200 200 200 403
trainings.new              /trainings/new                        in  403 403 403 403 200 403 403
trainings.show             /trainings/{training}                 in  404 200 200 200 200 200 403
units.edit                 /units/{a}/edit                       in  404 403 404 403 200 403 403
units.index                /units/                               in  403 200 200 403 200 200 200
units.new                  /units/new                            in  403 403 403 403 200 403 403
units.show                 /units/{a}                            in  404 200 404 403 200 200 200
units.table                /units/table.csv                      in  403 200 200 403 200 200 200
v1.description             /api/v1/openapi.json                  200 200 200 200 200 200 200 200
v1.rule                    /api/v1/rules/W9-2026                 401 401 401 401 401 401 401 401
v1.rules                   /api/v1/rules                         401 401 401 401 401 401 401 401
v1.token                   /api/v1/token                         401 401 401 401 401 401 401 401
v1.unit                    /api/v1/units/{a}                     401 401 401 401 401 401 401 401
v1.units                   /api/v1/units                         401 401 401 401 401 401 401 401
v1_figures.comparison      /api/v1/units/{a}/comparison          401 401 401 401 401 401 401 401
v1_figures.course          /api/v1/units/{a}/trend               401 401 401 401 401 401 401 401
v1_figures.coverage        /api/v1/units/{a}/coverage            401 401 401 401 401 401 401 401
v1_figures.people          /api/v1/units/{a}/people              401 401 401 401 401 401 401 401
v1_published.index         /api/v1/units/{a}/snapshots           401 401 401 401 401 401 401 401
v1_published.part          /api/v1/snapshots/1/parts/units.csv   401 401 401 401 401 401 401 401
v1_published.show          /api/v1/snapshots/1                   401 401 401 401 401 401 401 401
verification.ask           /v/                                   200 200 200 200 200 200 200 200
verification.show          /v/{certificate_code}                 200 200 200 200 200 200 200 200
versions.edit              /trainings/versions/{version}/edit    in  404 403 403 403 200 403 403
versions.new               /trainings/{training}/versions/new    in  404 403 403 403 200 403 403
waivers.new                /people/{teresa}/waivers/new          in  404 403 404 403 200 403 403
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: how `address` answers each persona in turn."""

    endpoint: str
    address: str
    answers: tuple[str, ...]


def rows_of(table: str) -> list[Row]:
    """The lines of a table below its heading."""
    lines = (line.split() for line in table.strip().splitlines()[1:])
    return [Row(endpoint, address, tuple(answers)) for endpoint, address, *answers in lines]
