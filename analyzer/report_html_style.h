// The style sheet of the HTML report.
#pragma once

#include <string_view>

namespace undumpy {

inline constexpr std::string_view ReportStyle = R"css(
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --text: #1c2430; --soft: #5c6878; --line: #dfe3e9; --code: #f3f5f8;
  --accent: #2f6fb0; --accent-soft: #dbe8f5; --edge: #9fb0c3;
  --error: #c0282d; --error-soft: #fbe9e9; --warning: #9a6200; --warning-soft: #fcf1dc;
  --info: #1f6f8b; --info-soft: #e3f1f6; --fine: #1d7a46; --fine-soft: #e2f4e9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1a2029; --text: #e3e8ef; --soft: #98a5b5; --line: #2c3542; --code: #12171e;
    --accent: #6fb1f0; --accent-soft: #203850; --edge: #64788f;
    --error: #ff7b7b; --error-soft: #3a1f22; --warning: #f0b755; --warning-soft: #372b17;
    --info: #6cc5de; --info-soft: #183039; --fine: #63d394; --fine-soft: #173324;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.55 system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; font-weight: 650; }
h2 { font-size: 1.15rem; margin: 2.4rem 0 .8rem; font-weight: 650; }
h2 small { font-weight: 400; color: var(--soft); font-size: .9rem; margin-left: .4rem; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre, .mono { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .87em; }
.kicker { color: var(--soft); font-size: .82rem; letter-spacing: .04em; margin-bottom: .2rem; }
.facts { color: var(--soft); margin: .45rem 0 0; font-size: .92rem; }
.facts b { color: var(--text); font-weight: 550; }
.verdict { border-radius: .6rem; padding: .9rem 1.1rem; margin: 1.2rem 0; border: 1px solid; }
.verdict b { font-size: 1.12rem; display: block; }
.verdict.error { color: var(--error); background: var(--error-soft); }
.verdict.warning { color: var(--warning); background: var(--warning-soft); }
.verdict.fine { color: var(--fine); background: var(--fine-soft); }
.verdict span { color: var(--text); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr)); gap: .7rem; padding: 0; margin: 0; }
.tiles > div { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .65rem .9rem; }
.tiles dt { color: var(--soft); font-size: .82rem; }
.tiles dd { margin: 0; font-size: 1.45rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.3; }
.tiles .error dd { color: var(--error); } .tiles .warning dd { color: var(--warning); }
nav { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: 1.2rem 0 0; font-size: .92rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin: .7rem 0; }
details > summary { cursor: pointer; list-style: none; }
details > summary::-webkit-details-marker { display: none; }
.finding { border-left: 4px solid var(--edge); overflow: hidden; }
.finding.error { border-left-color: var(--error); } .finding.warning { border-left-color: var(--warning); }
.finding.info { border-left-color: var(--info); }
.finding > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .7rem; padding: .7rem 1rem; }
.finding > summary:hover, .snapshot > summary:hover { background: var(--code); }
.finding > summary .where { margin-left: auto; color: var(--soft); }
.finding .body { padding: 0 1rem .8rem; }
.badge { font-size: .75rem; font-weight: 600; border-radius: 99rem; padding: .1rem .6rem; white-space: nowrap; }
.badge.error { color: var(--error); background: var(--error-soft); }
.badge.warning { color: var(--warning); background: var(--warning-soft); }
.badge.info { color: var(--info); background: var(--info-soft); }
.badge.fine { color: var(--fine); background: var(--fine-soft); }
.name { font-weight: 600; } .soft { color: var(--soft); }
.occurrence { border-top: 1px solid var(--line); padding: .65rem 0 .3rem; }
.occurrence p { margin: .1rem 0; overflow-wrap: anywhere; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: .4rem; padding: .55rem .8rem; margin: .45rem 0;
  overflow-x: auto; line-height: 1.45; }
pre .gutter { color: var(--soft); user-select: none; }
mark { background: var(--accent-soft); color: inherit; border-radius: .15rem; }
.error mark { background: var(--error-soft); } .warning mark { background: var(--warning-soft); }
.caret { color: var(--accent); } .error .caret { color: var(--error); } .warning .caret { color: var(--warning); }
ins { text-decoration: none; color: var(--fine); background: var(--fine-soft); display: inline-block; min-width: 100%; }
del { text-decoration: none; color: var(--error); background: var(--error-soft); display: inline-block; min-width: 100%; }
.advice { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .5rem 0 .2rem; }
.advice dt { color: var(--soft); } .advice dd { margin: 0; overflow-wrap: anywhere; }
.page { margin-top: .6rem; font-size: .93rem; } .page > summary { color: var(--accent); }
.page p { margin: .4rem 0; white-space: pre-line; max-width: 60rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th { text-align: left; color: var(--soft); font-weight: 500; font-size: .82rem; white-space: nowrap; }
th, td { padding: .22rem .75rem; border-bottom: 1px solid var(--line); vertical-align: middle; }
tr:last-child td { border-bottom: 0; }
tbody tr:hover, tbody tr:target { background: var(--code); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.bad { color: var(--error); font-weight: 600; }
td.bar { width: 12rem; } td.bar svg { display: block; width: 100%; height: .7rem; }
.track { fill: var(--code); stroke: var(--line); } .found { fill: var(--accent); } .lost { fill: var(--error); }
td.number.none { color: var(--soft); }
.absent { color: var(--soft); font-style: italic; }
.graph { padding: .8rem; overflow-x: auto; width: max-content; max-width: calc(100vw - 3rem); min-width: 100%;
  position: relative; left: 50%; transform: translateX(-50%); }
.graph svg { display: block; margin: 0 auto; }
.graph text { font: 11.5px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--text); dominant-baseline: central; }
.node rect { fill: var(--card); stroke: var(--edge); } .node.outside rect { stroke-dasharray: 3 3; } .node.outside text { fill: var(--soft); }
.node.bad rect { stroke: var(--error); stroke-width: 1.6; }
.edge { fill: none; stroke: var(--edge); stroke-width: 1.2; }
.edge.likely { stroke-dasharray: 6 3; } .edge.guess { stroke-dasharray: 1.5 3; }
.edge.parent { stroke: var(--accent); stroke-width: 2; } .edge.upward { stroke: var(--warning); }
.head { fill: var(--edge); } a.node:focus { outline: none; } a.node:focus rect, a.node:hover rect { stroke: var(--accent); stroke-width: 2; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; color: var(--soft); font-size: .85rem; margin: .4rem .2rem; align-items: center; }
.legend svg { vertical-align: middle; margin-right: .4rem; }
.snapshot > summary { display: flex; flex-wrap: wrap; gap: .3rem .9rem; align-items: baseline; padding: .8rem 1rem; }
.snapshot > .body { padding: 0 1.2rem 1.2rem; }
.snapshot .graph { width: auto; max-width: 100%; position: static; transform: none; }
footer { color: var(--soft); font-size: .85rem; margin-top: 3rem; }
@media print {
  :root { --page: #fff; --card: #fff; --text: #000; --soft: #444; --line: #ccc; --code: #f5f5f5; }
  main { max-width: none; padding: 0; } nav { display: none; }
  .occurrence, tr, .tiles, .verdict { break-inside: avoid; }
  .graph { overflow: visible; max-width: 100%; position: static; transform: none; }
  .graph svg { width: 100%; height: auto; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
)css";

}  // namespace undumpy
