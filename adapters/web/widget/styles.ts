/**
 * The look: colours, sizes and radii after the tokens of KRDS, the Korean government's design system, light and dark.
 * `--own` is the site's colour and `--own-light` what of it can be read on a dark ground (`panel.tsx`).
 */

const DARK =
  'color-scheme:dark;--p:var(--own,#256ef4);--pd:var(--own-light,#9dc1ff);--ps:#172a4d;--t:#f4f5f6;--ts:#cdd1d5;--b:#464c53;--line:#8a949e;--bg:#16181b;--s:#23272b;--danger:#ff9b85;--on-danger:#2b0a03';
const DARK_CONTRAST =
  '--p:#fff;--on:#000;--pd:#fff;--ps:#000;--t:#fff;--ts:#fff;--b:#cdd1d5;--line:#fff;--bg:#000;--s:#000;--danger:#ffb8a8;--on-danger:#000';

export const STYLES = `
:host{all:initial;display:block;font-family:"Pretendard GOV",Pretendard,"Apple SD Gothic Neo","Noto Sans KR",NanumGothic,system-ui,sans-serif}
*{box-sizing:border-box}
.root{color-scheme:light;--p:var(--own,#256ef4);--on:#fff;--pd:var(--own,#0b50d0);--ps:#ecf2fe;--t:#1e2124;--ts:#464c53;--b:#cdd1d5;--line:#6d7882;--bg:#fff;--s:#f4f5f6;--danger:#bd2c0f;--on-danger:#fff;--r:12px;font-size:17px;line-height:1.6;color:var(--t);word-break:keep-all;overflow-wrap:anywhere}
.s0{font-size:15px}.s2{font-size:19px}.s3{font-size:22px}.s4{font-size:25px}
.contrast{--p:#052b57;--pd:#052b57;--ps:#fff;--t:#000;--ts:#000;--b:#464c53;--s:#fff;--danger:#8a1500}
.dark{${DARK}}.dark.contrast{${DARK_CONTRAST}}
@media screen and (prefers-color-scheme:dark){.auto{${DARK}}.auto.contrast{${DARK_CONTRAST}}}
button,textarea,a.b,summary{font:inherit;color:inherit}
button,a.b{min-height:44px;padding:.4em .9em;border:1px solid var(--b);border-radius:8px;background:var(--bg);cursor:pointer;text-decoration:none;display:inline-flex;align-items:center;justify-content:center;gap:.35em;text-align:left}
button:hover,a.b:hover{background:var(--ps);border-color:var(--p)}
:focus-visible{outline:3px solid var(--pd);outline-offset:2px}
.primary{background:var(--p);border-color:var(--p);color:var(--on);font-weight:700}
.primary:hover{background:var(--p);color:var(--on);filter:brightness(.88)}
.quiet{padding:.3em .7em;color:var(--ts)}
.v{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.launch{position:fixed;right:20px;bottom:20px;z-index:2147483000;min-height:56px;padding:0 22px;border-radius:28px;box-shadow:0 4px 16px #0004}
.left .launch,.left .panel{right:auto;left:20px}
.panel{background:var(--bg);display:flex;flex-direction:column}
.launcher .panel{position:fixed;right:20px;bottom:92px;z-index:2147483001;width:min(430px,calc(100vw - 40px));height:min(700px,calc(100vh - 120px));border:1px solid var(--b);border-radius:16px;box-shadow:0 12px 40px #0003;overflow:hidden}
.frame .panel{position:fixed;inset:0}
.inline .panel{border:1px solid var(--b);border-radius:16px;overflow:hidden}
.head{font-size:.94em;display:flex;flex-wrap:wrap;align-items:center;gap:.3em .5em;padding:.6em .8em;border-bottom:1px solid var(--b)}
h2{font-size:1.1em;line-height:1.3;margin:0;flex:1 1 auto;overflow-wrap:break-word}.head .b,.head .quiet{padding:.3em .55em}
.call{background:var(--bg);border-color:var(--p)!important;color:var(--pd)!important;font-weight:700}
.set{padding:.8em;max-height:60%;overflow-y:auto;flex:none;border-bottom:1px solid var(--b);background:var(--s);display:flex;flex-wrap:wrap;gap:.5em;align-items:center}
.set [aria-pressed=true],.fb [aria-pressed=true]{background:var(--p);border-color:var(--p);color:var(--on)}
.set p{margin:0;flex:0 0 100%;font-size:.9em;color:var(--ts)}
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:1em .9em;min-height:0}
.inline .log{overflow:visible;padding:1.2em}
.intro{color:var(--ts);font-size:.92em;margin:0 0 1em;padding:.7em .9em;background:var(--s);border-radius:8px}
.hello{font-weight:700;margin:.2em 0 .6em}
.chips{display:flex;flex-wrap:wrap;gap:.5em;margin:.5em 0}
.q{margin:1.4em 0 .8em auto;width:fit-content;max-width:88%;background:var(--p);color:var(--on);padding:.55em .95em;border-radius:var(--r) var(--r) 2px var(--r);white-space:pre-wrap}
.a{max-width:44em}
.a p,.a ul,.a ol,.a table{margin:.5em 0}.a ul,.a ol{padding-left:1.2em}.a li{margin:.35em 0}.a h3{font-size:1.05em;margin:.9em 0 .3em}
.wide{overflow-x:auto}.a table{border-collapse:collapse;min-width:60%}.a td,.a th{border:1px solid var(--b);padding:.35em .6em;text-align:left;vertical-align:top}.a thead th{background:var(--s)}.a tbody th{min-width:4.5em}
.a a{color:var(--pd)}.a a.b{color:inherit}
.crisis{border:2px solid var(--danger);border-radius:var(--r);padding:.3em 1em}
.m{min-height:24px;min-width:24px;padding:0 .3em;margin:0 .12em;border-radius:6px;border:0;background:var(--ps);color:var(--pd);font-size:.78em;font-weight:700;vertical-align:baseline;line-height:1.5}
.contrast .m{border:1px solid var(--p)}
.wait{color:var(--ts);display:flex;align-items:center;gap:.6em;margin:.6em 0}
.dots i{display:inline-block;width:.4em;height:.4em;margin-right:.25em;border-radius:50%;background:var(--p);animation:d 1.1s infinite}
.dots i:nth-child(2){animation-delay:.15s}.dots i:nth-child(3){animation-delay:.3s}
@keyframes d{0%,60%,100%{opacity:.25}30%{opacity:1}}
@media (prefers-reduced-motion:reduce){.dots i{animation:none}}
.n{font-size:.9em;color:var(--ts);margin:.6em 0;padding-left:.8em;border-left:3px solid var(--b)}.n p{margin:.15em 0}
.nb{white-space:nowrap}
.urgent .call{flex:1 0 100%;min-height:52px;font-size:1.06em;justify-content:flex-start}.urgent .call:first-child{background:var(--danger);border-color:var(--danger)!important;color:var(--on-danger)!important}
.next{display:flex;flex-wrap:wrap;gap:.5em;margin:.6em 0}
.t{font-size:.9em;font-weight:700;color:var(--ts);margin:.9em 0 .2em!important}
details{border:1px solid var(--b);border-radius:8px;margin:.7em 0;background:var(--bg)}
summary{min-height:44px;padding:.55em .8em;cursor:pointer;font-weight:700;font-size:.95em}
.card{border-top:1px solid var(--b);padding:.7em .9em}
.card h3{margin:0 0 .1em;font-size:1em}.card .f{color:var(--ts);font-size:.88em;margin:.1em 0 .4em}
.card blockquote{margin:.35em 0;padding-left:.6em;border-left:3px solid var(--ps);font-size:.93em;scroll-margin:4em}
.contrast .card blockquote{border-color:var(--p)}
.tag{display:inline-block;padding:0 .45em;border-radius:4px;background:var(--s);border:1px solid var(--b);font-size:.82em;font-weight:400;margin-left:.4em}
.acts{display:flex;flex-wrap:wrap;align-items:center;gap:.4em .5em;font-size:.9em;color:var(--ts);margin-top:.6em}
.fb{border:0;flex:0 0 100%;background:var(--s);padding:.8em;border-radius:8px;margin:.4em 0}
.fb legend{float:left;width:100%;margin:0!important;padding:0}.fb .chips{clear:both}.fb textarea{margin:.5em 0}
.fail{border:1px solid var(--danger);border-radius:8px;padding:.7em .9em}.fail p{margin:0 0 .5em}
::placeholder{color:var(--line);opacity:1}
textarea{width:100%;min-height:48px;max-height:9em;padding:.55em .8em;border:1px solid var(--line);border-radius:8px;background:var(--bg);resize:none;field-sizing:content;line-height:1.5}
form{border-top:1px solid var(--b);padding:.7em .9em;padding-bottom:max(.7em,env(safe-area-inset-bottom));background:var(--bg)}
.row{display:flex;gap:.5em;align-items:flex-end}.row button{min-height:48px;flex:none}
.hint{font-size:.85em;color:var(--ts);margin:.5em 0 0;display:flex;justify-content:space-between;align-items:center;flex-wrap:wrap;gap:.2em .8em;min-height:44px}
.warn{color:var(--danger);font-weight:700}
.jump{position:sticky;bottom:0;display:flex;margin:0 auto;background:var(--t);color:var(--bg);border-radius:22px}
@media (max-width:767px){.launcher .panel{inset:0;width:100%;height:100vh;height:100dvh;border:0;border-radius:0}.launcher .open .launch{display:none}}
@media (max-width:400px){.head{font-size:.86em;gap:.3em .35em;padding:.6em .7em}}
@media (max-width:480px){.inline .log{padding:1em .8em}.a table{font-size:.88em}.a td,.a th{padding:.3em .35em}.a tbody th{min-width:3em}}
@media (max-height:480px){.head{padding:.25em .8em}form{padding-top:.4em;padding-bottom:.3em}.hint{min-height:0;margin-top:.2em}.hint .quiet{min-height:32px}}
@media print{.launch,form,.acts,.head,.set{display:none!important}}
`;
