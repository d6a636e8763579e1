/*
 * How an exported page looks: the mock-up's paper, by the reader's own theme on a screen and light on paper. Long words
 * break, tables scroll on a phone and wrap on paper, and nothing that is small is torn over two pages.
 */

const LIGHT = `--bg:#fff;--well:#f5f3ed;--ink:#14191b;--ink-2:#3d484c;--ink-3:#545e62;--rule:#dedace;--rule-2:#b9b3a2;
--page:#ad2409;--fill:#c8350f;--wash:#fbe5dd;--ticket:#8a5200;`;
const DARK = `--bg:#0b1013;--well:#11181b;--ink:#e6ecea;--ink-2:#b4c1c3;--ink-3:#8a9ba0;--rule:#1f292d;--rule-2:#33424a;
--page:#ff8265;--fill:#f4633f;--wash:#2b1510;--ticket:#f2b14a;`;

const FONTS = `--sans:"IBM Plex Sans Variable","IBM Plex Sans","Noto Sans",system-ui,"Segoe UI","Liberation Sans",Arial,"Noto Sans Arabic","Noto Sans Hebrew","Noto Sans Devanagari","Noto Sans CJK SC",sans-serif;
--mono:"JetBrains Mono Variable","JetBrains Mono",ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace`;

const styleOf = (root: string, body: string, variables: string, dark: string): string => `
${root}{color-scheme:${dark === "" ? "light" : "light dark"};${LIGHT}${variables}}
${dark}
*{box-sizing:border-box}
${root}{-webkit-text-size-adjust:100%;print-color-adjust:exact;-webkit-print-color-adjust:exact}
${body}{margin:0;background:var(--bg);color:var(--ink);font:14px/21px var(--sans);overflow-wrap:anywhere}
.sheet{max-width:880px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:25px;line-height:31px;margin:4px 0 18px;font-weight:600;text-align:start}
h2{font-size:17px;line-height:22px;margin:34px 0 8px;padding-top:10px;border-top:1px solid var(--rule-2);font-weight:600}
h3{font-size:14px;line-height:20px;margin:18px 0 4px;font-weight:600}
h1,h2,h3,figcaption{break-after:avoid}
p{margin:4px 0 8px;orphans:3;widows:3}
h2+p:not(:has(+h2)){break-after:avoid}
code,pre,time,.mk{font-family:var(--mono);font-variant-ligatures:none}
code{font-size:.92em}
time{font-size:12px;color:var(--ink-2);font-variant-numeric:tabular-nums}
.gl{display:flex;flex-wrap:wrap;gap:2px 14px;margin:0;color:var(--ink-2)}
.rec{margin:-8px 0 18px;padding:6px 10px;border:1px dashed var(--ink-3);font-weight:600}
.strip{position:relative;margin:0 0 18px}
.mk{position:absolute;border-left:1px solid var(--ink);padding-left:5px;font-size:12px;line-height:17px;color:var(--ink-2);white-space:nowrap}
.mk b{font-family:var(--sans);color:var(--ink);font-weight:600}
.mk.t{border-left:0;border-right:1px solid var(--ink);padding:0 5px 0 0}
.bar{position:absolute;height:14px;border:1px solid var(--fill)}
.bar.a{background:var(--page)}.bar.b{background:var(--fill)}.bar.c{background:var(--wash)}
.bar.d{border:1px dashed var(--ink-3)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(118px,1fr));border-block:1px solid var(--rule-2);margin-bottom:14px;overflow:hidden}
.tiles>div{padding:7px 12px 8px;border-left:1px solid var(--rule);margin-left:-1px;break-inside:avoid}
.tiles span{display:block;font-size:12px;line-height:16px;color:var(--ink-3)}
.tiles b{display:block;font-size:20px;line-height:26px;font-weight:600}
.tiles .un b{color:var(--ink-3)}
dl{margin:4px 0 10px}
dl>div{display:grid;grid-template-columns:132px minmax(0,1fr);gap:0 12px;padding:2px 0}
dt{color:var(--ink-3)}
dd{margin:0}
.wide{overflow-x:auto;margin:6px 0 12px}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:18px}
th{text-align:start;font-size:12px;font-weight:500;color:var(--ink-3)}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--rule);vertical-align:top;overflow-wrap:anywhere}
th{white-space:nowrap}
td{min-width:6.6em}
.nb{white-space:nowrap}
td:first-child{font-weight:500;min-width:0}
thead{display:table-header-group}
tr{break-inside:avoid}
figure{margin:8px 0 12px}
figcaption{font-size:12px;color:var(--ink-3);margin-bottom:3px}
pre{margin:0;padding:7px 10px;background:var(--well);border-left:2px solid var(--rule-2);font-size:12px;line-height:17px;white-space:pre-wrap;overflow-wrap:anywhere;direction:ltr;tab-size:4}
blockquote{margin:2px 0 4px;padding:2px 0 2px 12px;border-left:2px solid var(--ink-3);text-align:start}
blockquote>div{min-height:1lh}
.tl{list-style:none;margin:8px 0;padding:0}
.tl>li{display:grid;grid-template-columns:102px minmax(0,1fr);gap:0 12px;padding:4px 0;border-bottom:1px solid var(--rule)}
.tl>li>time{line-height:21px}
.tl p{margin:0;break-inside:avoid}
.tl>li>div>p:not(:last-child){break-after:avoid}
.tl ul{list-style:none;margin:2px 0;padding-left:12px;border-left:1px solid var(--rule-2);color:var(--ink-2)}
.tl>li>time .day{display:block;font-size:11px;line-height:15px;color:var(--ink-3)}
.an{display:flex;flex-wrap:wrap;gap:8px 18px;align-items:flex-end;break-inside:avoid}
.an svg{width:388px;max-width:100%;height:auto;flex:none;align-self:flex-start}
.an figcaption{flex:1 1 160px;margin:0}
.an ul{margin:4px 0 0;padding-left:16px;color:var(--ink-2)}
.an text{font:11px var(--sans);fill:var(--ink-2);text-anchor:middle}
.an .b{fill:var(--bg);stroke:var(--rule-2)}
.an .w{fill:none;stroke:var(--rule-2)}
.an .bad{stroke:var(--fill);stroke-width:2}
.an #cut line{stroke:var(--fill);stroke-width:1;opacity:.45}
.an .p-fault .b{fill:var(--wash);stroke:var(--fill);stroke-width:2}
.an .p-hit .b{stroke:var(--page);stroke-dasharray:4 3}
.an .p-warn .b{stroke:var(--ticket);stroke-width:2}
.an .p-fault text,.an .p-hit text{fill:var(--page);font-weight:600}
.an .no rect{fill:var(--fill)}
.an .no text{fill:#fff;font-weight:600}
.prose h4,.prose h5,.prose h6{font-size:14px;margin:14px 0 4px}
.prose ul,.prose ol{margin:4px 0 10px;padding-inline-start:20px}
.prose li{margin:2px 0}
.prose a{color:inherit}
.typed{border:1px dashed var(--ink-3);padding:0 3px}
.q{break-inside:avoid}
.q ul{margin:4px 0;padding-left:20px}
.no{color:var(--ink-3)}
.answer{color:var(--ink-3);font-size:12px;border-bottom:1px dashed var(--rule-2);min-height:40px}
@media (max-width:600px){.sheet{padding:20px 16px 48px}.tl>li,dl>div{grid-template-columns:minmax(0,1fr)}table{min-width:520px}.strip{display:none}}
@page{size:A4;margin:16mm 15mm 18mm;
@bottom-left{font:8pt var(--sans);color:#545e62}@bottom-right{font:8pt var(--sans);color:#545e62}}
@media print{
${body}{font-size:10pt;line-height:14.5pt}
.sheet{max-width:none;padding:0}
.wide{overflow:visible;break-inside:avoid}
table{table-layout:auto}
.tl>li:not(:has(pre,blockquote)){break-inside:avoid}
pre{box-decoration-break:clone;-webkit-box-decoration-break:clone}
}
`;

/** Of a page of its own. */
export const STYLE = styleOf(
  ":root",
  "body",
  FONTS,
  `@media screen and (prefers-color-scheme:dark){:root{${DARK}}}`,
);

/** Of the same paper in a shadow root of another page: light whatever the theme, with the fonts that page has. */
export const PAPER_STYLE = styleOf(":host", ".sheet", "", "");
