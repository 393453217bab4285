"""The certificate of `crates/pdf/templates/certificate.typ` as HTML, printed by WeasyPrint: lines of JSON in, files out."""

import base64
import html
import json
import pathlib
import sys

from weasyprint import HTML

STYLE = """
@page { size: A4 landscape; margin: 24mm 30mm 20mm; background: #fcfbf6;
        @top-left-corner { content: "" } }
.frame { position: fixed; left: -21mm; top: -15mm; width: 279mm; height: 192mm; border: 2.4pt solid #0b5a5e; box-sizing: border-box }
.inner { position: fixed; left: -18.5mm; top: -12.5mm; width: 274mm; height: 187mm; border: .8pt solid #b08a2e; box-sizing: border-box }
body { font: 11pt "Libertinus Serif", "DejaVu Serif", serif; color: #14211f; margin: 0; text-align: center }
.owner { font-size: 13pt; font-weight: bold; color: #0b5a5e; letter-spacing: .06em; text-transform: uppercase }
h1 { font-size: 34pt; letter-spacing: .12em; text-transform: uppercase; margin: 2mm 0 0 }
.faint { color: #46555a } .small { font-size: 10pt } .middle { font-size: 12pt }
.office { font-size: 25pt; font-weight: bold; color: #0b5a5e; margin: 1mm 0 }
.category { display: inline-block; padding: 3.5mm 10mm; border: 1pt solid #b08a2e; border-width: 1pt 0; font-size: 23pt;
            font-weight: bold; letter-spacing: .05em; text-transform: uppercase; margin: 1mm 0 3mm }
.foot { position: absolute; bottom: 0; left: 0; right: 0; display: grid; grid-template-columns: 34mm 1fr 78mm; gap: 6mm;
        align-items: end; text-align: left; font-size: 8.5pt }
.foot img { width: 32mm } .sign { text-align: center; font-size: 11pt } .line { border-bottom: .5pt solid #14211f; height: 17mm }
"""


def page(data):
    words = data["words"]
    say = lambda text: html.escape(text)
    code = "data:image/svg+xml;base64," + base64.b64encode(data["qr"].encode()).decode()
    return f"""<!doctype html><html lang="{data['lang']}"><head><title>{say(words['title'])}</title>
<meta name="author" content="{say(data['owner'])}"><style>{STYLE}</style></head><body>
<div class="frame"></div><div class="inner"></div>
<div class="owner">{say(data['owner'])}</div><h1>{say(words['certificate'])}</h1>
<div class="faint small">{say(words['number'])} {say(data['reference'])}</div>
<p class="middle">{say(words['given_to'])}</p><div class="office">{say(data['office'])}</div>
<div class="faint middle">{say(data['province'])}</div><p class="middle">{say(words['as'])}</p>
<div class="category">{say(data['category'])}</div><div class="middle">{say(words['in_round'])}</div>
<div class="faint">{say(words['total'])}</div>
<div class="foot"><img src="{code}" alt="{say(words['qr'])} {say(data['check_url'])}">
<div class="faint">{say(words['check'])}<br>{say(data['check_url'])}<br>{say(words['version'])}</div>
<div class="sign">{say(words['place_and_date'])}<div class="line"></div><b>{say(data['signer'])}</b><br>
<span class="faint small">{say(data['signer_title'])}</span></div></div></body></html>"""


def main():
    folder = pathlib.Path(sys.argv[1])
    for at, line in enumerate(sys.stdin):
        HTML(string=page(json.loads(line))).write_pdf(folder / f"{at}.pdf")


if __name__ == "__main__":
    main()
