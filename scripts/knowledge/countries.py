"""Codes that the raw sources use, as ISO 3166-1 alpha-3."""

REPOSITORIES = dict(
    pair.split("=")
    for pair in (
        "algeria-cabinet=DZA angola=AGO belarus-ministers=BLR belgium-cabinet=BEL "
        "brazil-ministers=BRA burkina-faso=BFA cameroon=CMR canada-cabinet=CAN "
        "central-african-republic=CAF chad-ministers=TCD china-ministers=CHN "
        "congo-brazzaville=COG congo-kinshasa-ministers=COD cuba=CUB egypt-ministers=EGY "
        "equatorial-guinea=GNQ ethiopia-ministers=ETH france-cabinet=FRA ghana-ministers=GHA "
        "guinea=GIN guinea-bissau=GNB india-ministers=IND iran-ministers=IRN "
        "iraq-ministers=IRQ israel-ministers=ISR italy-ministers=ITA ivory-coast=CIV "
        "japan-ministers=JPN kenya=KEN liberia-ministers=LBR mali=MLI mauritania=MRT "
        "morocco-ministers=MAR mozambique=MOZ niger-ministers=NER nigeria=NGA "
        "pakistan-ministers=PAK russia-cabinet=RUS rwanda-ministers=RWA saudi-ministers=SAU "
        "senegal-ministers=SEN sierra-leone=SLE somalia-cabinet=SOM south-africa-cabinet=ZAF "
        "south-sudan=SSD spain-ministers=ESP sudan=SDN syria=SYR tanzania-ministers=TZA "
        "togo=TGO tunisia-ministers=TUN turkey-ministers=TUR uae-ministers=ARE "
        "ukraine-cabinet=UKR united-kingdom-cabinet=GBR us-cabinet=USA yemen=YEM zimbabwe=ZWE"
    ).split()
)
"""Repositories of EveryPolitician scrapers."""

WORLD = {
    "Secretary-General of the United Nations": ("UN", "head_of_organisation"),
    "Deputy Secretary-General of the United Nations": ("UN", "other"),
    "Under-Secretary-General of the United Nations": ("UN", "other"),
    "President of the United Nations General Assembly": ("UNGA", "head_of_organisation"),
    "Director-General of the World Trade Organization": ("WTO", "head_of_organisation"),
    "President of the International Court of Justice": ("ICJ", "head_of_organisation"),
    "Vice President of the International Court of Justice": ("ICJ", "other"),
    "Judge of the International Court of Justice": ("ICJ", "other"),
    "president of the Parliamentary Assembly of the Council of Europe": (
        "COUNCIL_EUROPE",
        "speaker",
    ),
    "OSCE High Commissioner on National Minorities": ("OSCE", "other"),
    "Speaker of the Arab Parliament": ("ARAB_LEAGUE", "speaker"),
}
"""Positions outside any state: organisation and office kind."""

COW = dict(
    pair.split("=")
    for pair in (
        "AAB=ATG AFG=AFG ALB=ALB ALG=DZA AND=AND ANG=AGO ARG=ARG ARM=ARM AUL=AUS AUS=AUT AZE=AZE "
        "BAH=BHR BAR=BRB BEL=BEL BEN=BEN BFO=BFA BHM=BHS BHU=BTN BLR=BLR BLZ=BLZ BNG=BGD BOL=BOL "
        "BOS=BIH BOT=BWA BRA=BRA BRU=BRN BUI=BDI BUL=BGR CAM=KHM CAN=CAN CAO=CMR CAP=CPV CDI=CIV "
        "CEN=CAF CHA=TCD CHL=CHL CHN=CHN COL=COL COM=COM CON=COG COS=CRI CRO=HRV CUB=CUB CYP=CYP "
        "CZE=CSK CZR=CZE DEN=DNK DJI=DJI DMA=DMA DOM=DOM DRC=COD DRV=VNM ECU=ECU EGY=EGY EQG=GNQ "
        "ERI=ERI EST=EST ETH=ETH ETM=TLS FIJ=FJI FIN=FIN FRN=FRA FSM=FSM GAB=GAB GAM=GMB GDR=DDR "
        "GFR=DEU GHA=GHA GMY=DEU GNB=GNB GRC=GRC GRG=GEO GRN=GRD GUA=GTM GUI=GIN GUY=GUY HAI=HTI "
        "HON=HND HUN=HUN ICE=ISL IND=IND INS=IDN IRE=IRL IRN=IRN IRQ=IRQ ISR=ISR ITA=ITA JAM=JAM "
        "JOR=JOR JPN=JPN KEN=KEN KIR=KIR KOS=XKX KUW=KWT KYR=KGZ KZK=KAZ LAO=LAO LAT=LVA LBR=LBR "
        "LEB=LBN LES=LSO LIB=LBY LIE=LIE LIT=LTU LUX=LUX MAA=MRT MAC=MKD MAD=MDV MAG=MDG MAL=MYS "
        "MAS=MUS MAW=MWI MEX=MEX MLD=MDA MLI=MLI MLT=MLT MNC=MCO MNG=MNE MON=MNG MOR=MAR MSI=MHL "
        "MYA=MMR MZM=MOZ NAM=NAM NAU=NRU NEP=NPL NEW=NZL NIC=NIC NIG=NGA NIR=NER NOR=NOR NTH=NLD "
        "OMA=OMN PAK=PAK PAL=PLW PAN=PAN PAR=PRY PER=PER PHI=PHL PNG=PNG POL=POL POR=PRT PRK=PRK "
        "QAT=QAT ROK=KOR ROM=ROU RUS=RUS RVN=VDR RWA=RWA SAF=ZAF SAL=SLV SAU=SAU SEN=SEN SEY=SYC "
        "SIE=SLE SIN=SGP SKN=KNA SLO=SVK SLU=LCA SLV=SVN SNM=SMR SOL=SLB SOM=SOM SPN=ESP SRI=LKA "
        "SSD=SSD STP=STP SUD=SDN SUR=SUR SVG=VCT SWA=SWZ SWD=SWE SWZ=CHE SYR=SYR TAJ=TJK TAZ=TZA "
        "THI=THA TKM=TKM TOG=TGO TON=TON TRI=TTO TUN=TUN TUR=TUR TUV=TUV UAE=ARE UGA=UGA UKG=GBR "
        "UKR=UKR URU=URY USA=USA UZB=UZB VAN=VUT VEN=VEN WSM=WSM YAR=YEM YEM=YEM YPR=YMD YUG=YUG "
        "ZAM=ZMB ZIM=ZWE"
    ).split()
)
"""Correlates of War abbreviations, as REIGN uses them."""
