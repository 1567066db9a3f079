/** The pages' style sheet, after the tokens of KRDS, light and dark; sent inside the page with its nonce. */
export const PAGE_STYLES = `
:root{color-scheme:light;--p:#256ef4;--pd:#0b50d0;--ps:#ecf2fe;--t:#1e2124;--ts:#464c53;--b:#cdd1d5;--line:#6d7882;--bg:#fff;--s:#f4f5f6;--danger:#bd2c0f;--on-danger:#fff}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--pd:#9dc1ff;--ps:#172a4d;--t:#f4f5f6;--ts:#cdd1d5;--b:#464c53;--line:#8a949e;--bg:#16181b;--s:#23272b;--danger:#ff9b85;--on-danger:#2b0a03}}
*{box-sizing:border-box}
body{margin:0;font:17px/1.65 "Pretendard GOV",Pretendard,"Apple SD Gothic Neo","Noto Sans KR",NanumGothic,system-ui,sans-serif;color:var(--t);background:var(--bg);word-break:keep-all;overflow-wrap:anywhere}
.skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:.6em 1em;z-index:9}
.w{max-width:960px;margin:0 auto;padding:0 20px}
.top{border-bottom:1px solid var(--b)}.top .w{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.2em 1.2em;min-height:64px}
.brand{font-weight:700;font-size:1.25em;color:var(--t);text-decoration:none}
.top nav{display:flex;gap:.2em}.top nav a{display:inline-flex;align-items:center;min-height:44px;padding:0 .6em;color:var(--t);text-decoration:none}.top nav a:hover{text-decoration:underline}
h1{font-size:clamp(1.6em,5vw,2.1em);line-height:1.3;margin:1.2em 0 .4em}
h2{font-size:1.3em;line-height:1.4;margin:2.2em 0 .6em}
h3{font-size:1.05em;margin:1.4em 0 .3em}
.lead{max-width:40em;color:var(--ts);margin:0 0 1.4em;font-size:1.05em}
a{color:var(--pd)}
:focus-visible{outline:3px solid var(--pd);outline-offset:2px}
button,.b,select,input,textarea{font:inherit;min-height:48px;padding:.4em 1em;border:1px solid var(--line);border-radius:8px;background:var(--bg);color:var(--t)}
button,.b{cursor:pointer;display:inline-flex;align-items:center;text-decoration:none;gap:.4em}
button:hover,.b:hover{background:var(--ps)}
.primary{background:var(--p);border-color:var(--p);color:#fff;font-weight:700}.primary:hover{background:var(--p);filter:brightness(.88)}
.pick{display:flex;flex-wrap:wrap;gap:.6em;align-items:center;margin:0 0 1.2em}
.pick select{flex:1 1 8em;min-width:0;max-width:22em}
textarea{width:100%;min-height:96px;display:block;margin:.3em 0 .7em}
.ask{border:1px solid var(--b);border-radius:16px;padding:1.2em}
.ask .row{display:flex;flex-wrap:wrap;gap:.6em}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(200px,45%),1fr));gap:12px;padding:0;margin:0;list-style:none}
.tiles a{display:flex;flex-direction:column;min-height:84px;justify-content:center;padding:.7em 1em;border:1px solid var(--b);border-radius:12px;text-decoration:none;color:var(--t)}
.tiles a:hover{border-color:var(--p);background:var(--ps)}.tiles b{font-size:1.1em}.tiles span{color:var(--ts);font-size:.9em}
.lines{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:0 32px;padding:0;margin:0;list-style:none}
.lines li{display:grid;grid-template-columns:1fr auto;grid-template-rows:auto 1fr;gap:0 1em;align-items:start;padding:.7em 0;border-bottom:1px solid var(--b)}
.lines .b{grid-row:span 2;font-weight:700;color:var(--pd);border-color:var(--p)}.lines span{color:var(--ts);font-size:.9em}
.list{padding:0;margin:0;list-style:none}.list li{padding:1em 0;border-bottom:1px solid var(--b)}.list a{font-weight:700;font-size:1.08em}.list p{margin:.2em 0 0;max-width:44em}
.f{color:var(--ts);font-size:.92em}
.tag{display:inline-block;padding:0 .5em;border:1px solid var(--b);border-radius:4px;background:var(--s);font-size:.85em;margin-left:.4em}.tag:first-child{margin-left:0}.nb{white-space:nowrap}
.sec{max-width:44em}.sec ul{padding-left:1.2em;margin:.3em 0}.sec li{margin:.4em 0}
.note{background:var(--s);border-radius:8px;padding:.9em 1.1em;max-width:44em}
.q{background:var(--ps);border-radius:12px;padding:.8em 1.1em;max-width:44em;font-weight:700}
.a{max-width:44em}.crisis{border:2px solid var(--danger);border-radius:12px;padding:.2em 1.1em}
blockquote{margin:.4em 0;padding-left:.7em;border-left:3px solid var(--b)}
.steps{display:flex;flex-wrap:wrap;gap:.6em;margin:.8em 0}.call{border-color:var(--p);color:var(--pd);font-weight:700}
.urgent .call{flex:1 0 100%;font-size:1.06em}.urgent .call:first-child{background:var(--danger);border-color:var(--danger);color:var(--on-danger)}
table{border-collapse:collapse;width:100%}thead th{background:var(--s)}.wide{overflow-x:auto}td,th{border-bottom:1px solid var(--b);padding:.6em .5em;text-align:left;vertical-align:top}code{font-size:.92em}pre{overflow:auto;background:var(--s);padding:1em;border-radius:8px}
footer{margin:4em 0 0;border-top:1px solid var(--b);padding:1.4em 0 2.4em;color:var(--ts);font-size:.92em}
bokji-chat{display:block}
@media (min-width:640px){td:first-child code{white-space:nowrap}}
@media (max-width:480px){.w{padding:0 14px}h1{margin:.7em 0 .3em}.lead{font-size:1em;margin:0 0 .9em}.pick label{flex:0 0 100%}}
@media print{.top nav,.noprint,footer nav,bokji-chat,.ask{display:none!important}body{font-size:11pt}a{color:inherit}}
`;
