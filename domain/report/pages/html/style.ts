import { properties } from "./palette.ts";

const sans = `system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif`;
const mono = `ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace`;

const base = `
:root{color-scheme:light dark;${properties("light")}}
@media screen and (prefers-color-scheme:dark){:root{${properties("dark")}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--canvas);color:var(--ink);font:16px/1.55 ${sans};overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
h1,h2,h3,p,ul,ol,dl,dd,figure,table{margin:0;padding:0}
ul,ol{list-style:none}
h2{font-size:1.2rem;line-height:1.3;letter-spacing:-.01em}
h3{font-size:1rem;line-height:1.35}
code{font-family:${mono};font-size:.875em}
code,td,li,dd,bdi{unicode-bidi:isolate}
.skip{position:absolute;left:-99rem;background:var(--paper);padding:.6rem 1rem}
.skip:focus{left:1rem;top:1rem;z-index:1}
.wide{max-width:72rem;margin:0 auto;padding:0 1.5rem}
.muted{color:var(--muted)}
`;

const head = `
.band{background:var(--paper);border-top:.4rem solid var(--rating,var(--link));border-bottom:1px solid var(--line)}
.brand{display:flex;justify-content:space-between;gap:1rem;padding:1rem 0 0;font-size:.8125rem;color:var(--muted)}
.title{padding:1.5rem 0 1rem}
.title .lead{margin:.5rem 0 .75rem}
.brand b{color:var(--ink);letter-spacing:.02em}
.summary{display:grid;grid-template-columns:minmax(0,1fr) 22rem;gap:2rem 3rem;padding:1.75rem 0 2rem}
.badge{display:inline-block;background:var(--rating);color:var(--onSeverity);border-radius:.3rem;padding:.2rem .6rem;font-size:.8125rem;font-weight:650;line-height:1.4;white-space:nowrap}
.who{display:block;color:var(--muted);font-size:.9375rem;font-weight:500;letter-spacing:0;margin:.9rem 0 .1rem}
h1{font-size:clamp(1.75rem,4.2vw,2.6rem);line-height:1.12;letter-spacing:-.022em;font-weight:700}
.lead{font-size:1.1875rem;line-height:1.45;margin:.75rem 0 1.25rem;max-width:38rem}
.top{border-left:3px solid var(--rating);padding-left:1rem}
.top li+li{margin-top:.45rem}
.first{margin-top:1.25rem}
.first b{display:block;font-size:.8125rem;color:var(--muted);font-weight:500}
.facts{font-size:.875rem;border-left:1px solid var(--line);padding-left:2rem}
.facts dt{color:var(--muted);font-size:.8125rem}
.facts dd{margin-bottom:.7rem}
.tiles{display:grid;grid-template-columns:repeat(6,minmax(0,1fr));border-top:1px solid var(--line)}
.tiles li{padding:1rem 1rem 1.1rem;border-left:1px solid var(--line);font-size:.8125rem;line-height:1.35}
.tiles li:first-child{border-left:0;padding-left:0}
.tiles b{display:block;font-size:1.75rem;line-height:1.2;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.tiles i{display:block;font-style:normal;color:var(--muted)}
`;

const body = `
main.wide{padding-top:1.5rem;padding-bottom:2rem;display:grid;gap:1.25rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.6rem;padding:1.4rem 1.6rem 1.6rem;min-width:0}
.card>h2{margin-bottom:.9rem}
.card>h3{margin:1.6rem 0 .6rem}
.about{color:var(--muted);font-size:.875rem;margin:-.55rem 0 1rem;max-width:46rem}
.two{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.25rem}
.two{grid-auto-flow:dense}
.two>.across{grid-column:1/-1}
.lines li{padding:.55rem 0;border-top:1px solid var(--line)}
.lines li:first-child{border-top:0;padding-top:0}
.lines li:last-child{padding-bottom:0}
.steps{counter-reset:step}
.steps>li{counter-increment:step;display:grid;grid-template-columns:2.4rem minmax(0,1fr);padding:1.1rem 0;border-top:1px solid var(--line)}
.steps>li:first-child{border-top:0;padding-top:.2rem}
.steps>li:last-child{padding-bottom:0}
.steps>li::before{content:counter(step);width:1.7rem;height:1.7rem;border:1.5px solid var(--ink);border-radius:50%;display:grid;place-items:center;font-size:.875rem;font-weight:650}
.steps .why{color:var(--muted);font-size:.9375rem}
pre{margin:.7rem 0 0;background:var(--inset);border:1px solid var(--line);border-radius:.4rem;padding:.55rem .8rem;white-space:pre-wrap;line-height:1.5}
pre+pre{margin-top:.35rem}
pre code{font-size:.8125rem;-webkit-user-select:all;user-select:all}
.caveats{border-left:.3rem solid var(--medium)}
.caveats li{padding:.25rem 0}
.foot{color:var(--muted);font-size:.875rem;padding-bottom:3rem}
.ids{margin-top:.8rem}
.ids dt{float:left;margin-right:.5rem}
.foot h2{font-size:1rem;color:var(--ink);margin-bottom:.5rem}
.foot p+p{margin-top:.35rem}
`;

const evidence = `
.time{border-left:2px solid var(--line);margin-left:.35rem}
.time>li{position:relative;padding:0 0 1.1rem 1.5rem}
.time>li:last-child{padding-bottom:0}
.time>li::before{content:"";position:absolute;left:calc(-.35rem - 1px);top:.42rem;width:.7rem;height:.7rem;border-radius:50%;background:var(--paper);border:2px solid var(--muted)}
.time time{color:var(--muted);font-size:.875rem;font-variant-numeric:tabular-nums;display:block}
.within{margin:.75rem 0 .25rem;background:var(--inset);border:1px solid var(--line);border-radius:.4rem;padding:.85rem 1rem;font-size:.9375rem}
.within dl{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:.3rem 1rem;margin-top:.55rem}
.within dt{color:var(--muted)}
.within p{font-size:.875rem;color:var(--muted)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.5rem 1rem .5rem 0;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--muted);font-weight:500;font-size:.8125rem;padding-top:0;white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:600}
th:last-child,td:last-child{padding-right:0}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.sub{display:block;font-size:.8125rem;font-weight:400;color:var(--muted)}
.sub code{font-size:.95em}
.bar{display:block;width:100%;min-width:6rem;height:.75rem;margin-top:.4rem;border-radius:2px;overflow:hidden}
.whole .bar{height:1.15rem;margin:0}
.whole{margin-bottom:1.25rem}
.whole figcaption{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;font-size:.875rem;margin-bottom:.45rem}
.key::before{content:"";display:inline-block;width:.75rem;height:.75rem;border-radius:2px;margin-right:.45rem;vertical-align:-.05rem;background:var(--good)}
.key.failed::before{background:none;border:2px solid var(--bad)}
.good{fill:var(--good)}
.bad{fill:none;stroke:var(--bad);stroke-width:4px;vector-effect:non-scaling-stroke}
.matrix{display:flex;gap:.3rem;align-items:stretch;min-width:52rem}
.matrix>li{flex:1 1 0;min-width:6.2rem;background:var(--inset);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .55rem}
.matrix>.empty{flex:0 0 1.9rem;min-width:0;background:none;padding:.6rem 0;display:flex;align-items:flex-start;justify-content:center}
.matrix>.empty h3{writing-mode:vertical-rl;font-weight:450;font-size:.78rem;white-space:nowrap}
.matrix>.empty a{color:var(--muted);text-decoration:none}
.matrix>.empty a:hover{text-decoration:underline}
.matrix h3{font-size:.84rem;line-height:1.25;margin-bottom:.5rem}
.matrix .empty h3{margin:0}
.matrix h3 a{color:inherit}
.matrix ul li{background:var(--paper);border:1px solid var(--line);border-left:3px solid var(--rating);border-radius:.25rem;padding:.4rem .45rem;font-size:.8125rem;line-height:1.35}
.matrix ul li+li{margin-top:.35rem}
.matrix b{display:block;font-weight:600}
`;

const narrow = `
@media (max-width:60rem){
.summary{grid-template-columns:minmax(0,1fr);padding:1.25rem 0 1.5rem}
.facts{border-left:0;border-top:1px solid var(--line);padding:1.1rem 0 0;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 1.5rem}
.tiles{grid-template-columns:repeat(3,minmax(0,1fr))}
.tiles li:nth-child(4){border-left:0;padding-left:0}
.tiles li:nth-child(n+4){border-top:1px solid var(--line)}
}
@media (max-width:40rem){
.wide{padding:0 1rem}
main.wide{padding-top:1rem}
.two{grid-template-columns:minmax(0,1fr);gap:1rem}
.title{padding-top:.75rem}
main{gap:1rem}
.card{padding:1.1rem 1.1rem 1.25rem}
.facts{grid-template-columns:minmax(0,1fr)}
.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}
.tiles li{border-left:0;padding-left:0}
.tiles li:nth-child(even){border-left:1px solid var(--line);padding-left:1rem}
.tiles li:nth-child(n+3){border-top:1px solid var(--line)}
.within dl{grid-template-columns:minmax(0,1fr);gap:0}
.within dd{margin-bottom:.5rem}
.steps>li{grid-template-columns:2.1rem minmax(0,1fr)}
.matrix{flex-wrap:wrap;min-width:0}
.matrix>li{flex:1 1 100%}
.matrix>.empty{flex:0 1 auto;padding:.1rem .45rem}
.matrix>.empty h3{writing-mode:horizontal-tb}
.stack thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.stack tr{display:block;border-top:1px solid var(--line);padding:.6rem 0}
.stack tbody tr:first-child{border-top:0;padding-top:0}
.stack td,.stack th{display:block;border:0;padding:.05rem 0}
.stack td[data-of]::before{content:attr(data-of) ": ";color:var(--muted);font-size:.8125rem}
.stack .n{text-align:left}
}
`;

const print = `
@media print{
@page{margin:16mm}
body{background:none;font-size:10.5pt}
.skip{display:none}
.wide{max-width:none;padding:0}
.card{border:0;border-top:1px solid var(--line);border-radius:0;padding:1rem 0}
.card h2,.card h3,figure{break-after:avoid}
tr,.steps>li,.time>li,.tiles,.matrix>li{break-inside:avoid}
.summary{grid-template-columns:minmax(0,1fr) 15rem}
.facts{display:block;border:0;padding:0}
.scroll{overflow:visible}
.badge,.bar,.key::before,.within,.matrix li{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.matrix{min-width:0;gap:.15rem}
.matrix>li{min-width:0}
}
`;

const ratings = ["critical", "high", "medium", "low", "informational", "none"]
  .map((name) => `.is-${name}{--rating:var(--${name})}`)
  .join("\n");

/** The style sheet of all pages: light and dark, desktop and phone, paper. It names no address, so nothing is fetched for it. */
export const style = [base, ratings, head, body, evidence, narrow, print].map((part) => part.trim()).join("\n");
