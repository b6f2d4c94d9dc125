export const STYLE = `
:root { --ink: #1d2733; --soft: #667384; --line: #dfe5ec; --head: #f3f6f9; --accent: #1f6f5c; --bad: #a33a2a; --warn: #8a5a00; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1500px; padding: 24px; color: var(--ink); background: #fff; font: 14px/1.45 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
header { border-bottom: 3px solid var(--accent); padding-bottom: 12px; }
h1 { margin: 0; font-size: 24px; } h1 span { font-weight: 400; color: var(--soft); }
header p { margin: 4px 0; color: var(--soft); } a { color: var(--accent); }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0 4px; }
.tiles div { flex: 1 1 160px; padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px; color: var(--soft); }
.tiles b { display: block; font-size: 22px; color: var(--ink); }
section { margin-top: 28px; overflow-x: auto; } h2 { margin: 0 0 8px; font-size: 17px; }
h2 small { margin-left: 6px; padding: 1px 8px; border-radius: 10px; background: var(--head); color: var(--soft); font-weight: 400; }
table { width: 100%; border-collapse: collapse; } th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--head); font-weight: 600; white-space: nowrap; } tbody tr:hover { background: #fafbfd; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } .total { font-weight: 600; }
.minus { color: var(--bad); } .day, .when { white-space: nowrap; } .when, .empty { color: var(--soft); }
.key { color: var(--soft); font: 12px/1.4 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
.warning { color: var(--warn); font-size: 12px; } tr.bad td { color: var(--bad); }
td.text { min-width: 240px; }
details { min-width: 90px; } summary { cursor: pointer; color: var(--accent); } table.inner { margin: 6px 0; font-size: 13px; min-width: 620px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 4px 0; font-size: 13px; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
`;
