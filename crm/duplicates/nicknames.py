"""Short forms and spellings of given names that people are known by. One group a line, its full form first."""

GROUPS = """
abigail abby abbie gail
adam adan
albert al bert bertie alberto albrecht
alexander alexandra alex sasha sascha xander alec alejandro alexandre aleksandr aleksandra sandra lex alexei
alfred alf fred freddie alfredo
alice ali alicia alisa
amanda mandy
andrew andy drew andrea andreas andrej andrei andre andres andriy
angela angie angelina
ann anne anna annie hanna hannah anya anja ania anita anneliese
anthony tony antonio anton toni antoine
arthur art arturo artur
barbara barb barbie babs
benjamin ben benny benji
bernard bernie bernd bernhard bernardo
beatrice bea trixie beatrix beatriz
bradley brad
catherine katherine kathryn cathy kathy kate katie kat kitty cate katrin katharina catarina ekaterina katya katja kasia karen
charles charlie chuck carl karl carlos carlo chas
charlotte lottie charly lotte
christina christine chris tina kristina kristin kirsten christa
christopher christoph kristof kit cristobal topher christian
cynthia cindy
daniel dan danny daniele danilo
daniela dani danielle
david dave davey davide dawid
deborah deb debbie debra
dennis denny denis
dimitri dmitri dmitry dmytro dima dimitrios
donald don donnie
dorothy dot dottie dorothea dora
douglas doug
edward ed eddie ted teddy ned eduardo eduard
edwin
eleanor ellie nell nora leonora
elena helena helen helene lena ellen yelena olena
elizabeth liz lizzie beth betty eliza lisa elisabeth elise elisa elisabetta isabel isabella bella isa erzsebet elzbieta bettina
emily em emmy emilia emilie
emma
eric erik erich
eugene gene evgeny yevgeny evgenia eugen
florence flo
frances fran francesca fanny franziska
francis frank frankie francisco francesco francois franz franciszek paco
frederick frederic fred freddy fritz friedrich federico
gabriel gabe
gabriele gabriella gabby
geoffrey jeffrey geoff jeff
george georg jorge giorgio georgi jerzy yuri yuriy yury
gerald gerry jerry gerard gerhard
gregory greg gregor grzegorz grigori
guillermo
harold harry hal harald
henry hank heinrich enrique henri enrico henrik hendrik
ian iain
ignatius ignacio nacho
irene irina
isaac ike
jacob jake jakob jakub
james jim jimmy jamie jaime
jane janet jenny jennifer jen jenna janie jana joanna
janice jan
jason jay
jessica jess jessie
joan joanne jo joana
john johnny jack jon johannes hans johan jan juan ivan ioannis giovanni jean jens sean ian
jonathan jon jonny nathan
joseph joe joey jose josef giuseppe jozef pepe
joshua josh
judith judy
julia julie juliet juliana yulia iulia
justin
kenneth ken kenny
kimberly kim
laurence lawrence larry lars lorenzo laurens lorenz
laura lauren laurie
leonard leo lenny len leonardo
linda lindy
louis lou louie luis luigi ludwig lewis
louise luise
lucas luke luca lukas luc lukasz
lucy lucia luzia
magdalena magda maddie madeleine madeline lena
margaret maggie meg peggy marge margie greta margarete margarita rita margot malgorzata gosia
mark marc marcus markus marco marek
martha marta
martin marty marcin
mary maria marie molly polly mia mariya marya
matthew matt matty matthias mateo matteo mathieu mateusz matias
maximilian max maxim maxime maksim
melissa mel missy
michael mike mick mickey mikey michel miguel michele mikhail misha michal mikael
michelle shelly
mohammed muhammad mohamed mohammad mehmet muhammed
nancy nan
natalie nat natalia nataliya natasha
nathaniel nate
nicholas nick nicky nico nicolas niklas nikolai nikolas klaus niko
nicole nikki
olivia liv
oliver ollie olivier
pamela pam
patricia pat patty tricia trish patti
patrick paddy patricio
paul pablo paulo pavel paolo pawel
paula pauline
peter pete pedro pierre piotr petr pietro pjotr
philip phil philipp felipe filip philippe phillip
rachel rachael
raymond ray ramon
rebecca becky becca
richard rick dick ricky rich richie ricardo riccardo ryszard
robert bob rob bobby robbie bert roberto robin
roger rodger ruediger
ronald ron ronnie
rose rosie rosa
russell russ
samuel sam sammy
samantha
sarah sara sally
sebastian seb bastian sebastien
serge sergei sergey sergio serhii sergiy
sharon shari
simon simone shimon
sophia sophie sofia zofia sofie
stephanie steph steffi stefanie
stephen steven steve stefan stephan stefano esteban stevie szczepan
susan sue susie suzanne susanne susanna zuzanna
svetlana sveta
tamara tammy
tatiana tanya tania
terence terry
theodore theo ted teddy fyodor theodor
theresa teresa tess terri therese
thomas tom tommy tomas tomasz
timothy tim timmy timo
tobias toby
valerie val
vanessa nessa
veronica ronnie veronika
victor vic viktor vittorio
victoria vicky tori viktoria
vincent vince vinnie vincenzo
vladimir vova volodymyr wladimir vlad
walter walt wally
wilhelmina mina
william bill billy will willy liam wilhelm guillaume wim willem guglielmo
xavier javier
yves ivo
zachary zach zack
zoe zoey
"""


def roots() -> dict[str, str]:
    """Name -> the full form of the first group that it stands in."""
    found: dict[str, str] = {}
    for group in GROUPS.split("\n"):
        names = group.split()
        for name in names:
            found.setdefault(name, names[0])
    return found
