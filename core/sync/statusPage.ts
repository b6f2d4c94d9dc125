/** The page that says whether a flow runs, what waits, what is missing, and whether till and target agree. */
import { DateTime } from 'luxon';
import { formatMoney } from '../money/micro';
import { ZONE } from '../records/dates';
import { escapeAttribute as esc } from '../text/html';
import type { ReconcileRow } from './reconcile';
import { BUCKETS, type FlowReport, type RegisterReport } from './report';

interface StatusOptions {
	/** Name of the flow, as the address of the page has it. */
	flow: string;
	/** Only this register; '' = all. */
	register: string;
	/** ISO instant. */
	now: string;
	/** Why the target was not asked; '' = it was, or nobody wanted it. */
	notAsked: string;
}

const STYLE =
	'body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1100px;padding:0 1rem;color:#1d2733}h1{margin-bottom:0}h2{margin-top:2.2rem;border-bottom:2px solid #d6dde5}table{border-collapse:collapse;width:100%;margin:.6rem 0}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #e6ebf0;vertical-align:top}td:first-child{white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap}.ok{color:#146c2e}.bad{color:#b3261e;font-weight:600}.soft{color:#5b6875}nav a{margin-right:1rem}';

const SYSTEMS: Readonly<Record<string, string>> = { pohoda: 'POHODA', idoklad: 'iDoklad' };
const PROBLEMS: ReadonlySet<string> = new Set(['problem', 'refused', 'held', 'changed', 'deletedInTarget']);

const systemOf = (flow: string): string => (Object.hasOwn(SYSTEMS, flow) ? SYSTEMS[flow] : flow);

function titlesOf(target: string): Record<(typeof BUCKETS)[number], string> {
	return {
		sent: `In ${target}`,
		problem: `In ${target}, but not as sent`,
		byHand: 'Entered by hand',
		notToBeSent: 'Not to be sent',
		cancelled: 'Voided before sending',
		waiting: 'Waiting',
		written: 'Written into a file',
		unknown: 'Unclear, looked up next',
		refused: 'Refused',
		held: 'Held for a person',
		changed: 'Changed after sending',
		deletedInTarget: `Deleted in ${target}`,
		ignored: 'Before the first day',
	};
}

const money = (amount: number): string => formatMoney(amount, '').trimEnd();
const time = (iso: string): string => DateTime.fromISO(iso, { zone: ZONE, locale: 'en' }).toFormat('d LLL yyyy HH:mm');

/** For an address; half a surrogate pair would throw. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));

type Cell = [html: string, classes?: string];
const row = (tag: 'td' | 'th', cells: readonly Cell[]): string => `<tr>${cells.map(([html, classes]) => `<${tag}${classes === undefined ? '' : ` class="${classes}"`}>${html}</${tag}>`).join('')}</tr>`;
const table = (head: readonly Cell[], rows: ReadonlyArray<readonly Cell[]>): string => `<table>${row('th', head)}${rows.map((cells) => row('td', cells)).join('')}</table>`;
const paragraph = (classes: string, html: string): string => `<p class="${classes}">${html}</p>`;

function states(one: RegisterReport, titles: ReturnType<typeof titlesOf>): string {
	return table(
		[['State'], ['Receipts', 'n'], ['Kč', 'n'], ['Oldest']],
		BUCKETS.filter((name) => one[name].count > 0).map((name) => [
			[esc(titles[name]), PROBLEMS.has(name) ? 'bad' : ''],
			[String(one[name].count), 'n'],
			[money(one[name].amount), 'n'],
			[name === 'sent' ? '' : esc(one[name].oldestDate), 'soft'],
		]),
	);
}

function comparison(lines: readonly ReconcileRow[], target: string): string {
	if (lines.length === 0) return paragraph('soft', 'No receipts in these days.');
	const titles = ['Receipts', 'Till', esc(target), 'By hand', 'Not to be sent', 'Open', 'Difference'].map((title): Cell => [title, 'n']);
	return table(
		[['Day'], ['Payment'], ...titles, ['']],
		lines.map((one) => [
			[esc(one.date)],
			[esc(one.payment)],
			[String(one.tillCount), 'n'],
			...[one.till, one.target, one.byHand, one.notToBeSent, one.open].map((amount): Cell => [money(amount), 'n']),
			[money(one.unexplained), one.unexplained === 0 ? 'n ok' : 'n bad'],
			[one.remarks.map(esc).join('<br>'), 'soft'],
		]),
	);
}

function gapsOf({ gaps }: RegisterReport): string {
	if (gaps.length === 0) return '';
	return paragraph('bad', `Numbers that never came: ${gaps.map(({ from, to, count }) => esc(count === 1 ? from : `${from} to ${to}`)).join(', ')}`);
}

function run(title: string, one: FlowReport['lastAutomatic']): string {
	if (!one) return '';
	const said = one.message ? ` <span class="${one.failed ? 'bad' : 'soft'}">${esc(one.message)}</span>` : '';
	return `<p>${title}: ${esc(time(one.at))}, ${one.records} records, ${money(one.amount)} Kč${said}</p>`;
}

function links(report: FlowReport, { flow, register }: StatusOptions): string {
	const link = (query: string, text: string) => `<a href="?flow=${query}">${esc(text)}</a>`;
	const here = encoded(flow);
	const registers = report.registers.map((one) => link(`${here}&register=${encoded(one.register)}`, one.register));
	const others = report.flows.filter((one) => one !== flow).map((one) => link(encoded(one), `to ${systemOf(one)}`));
	return `<nav>${registers.join('')}${register === '' ? '' : link(here, 'all registers')}${others.join('')}</nav>`;
}

/** @param lines of Reconcile, for the flow of the report */
export function statusPage(report: FlowReport, lines: readonly ReconcileRow[], options: StatusOptions): string {
	const { flow, register, now, notAsked } = options;
	const target = systemOf(flow);
	const titles = titlesOf(target);
	const sections = report.registers
		.filter((one) => register === '' || one.register === register)
		.map((one) => {
			const own = lines.filter((line) => line.register === one.register && line.source === one.source);
			return `<h2 id="${esc(one.register)}">Register ${esc(one.register)} <span class="soft">${esc(one.source)}</span></h2>${states(one, titles)}${gapsOf(one)}<h3>Till against ${esc(target)}</h3>${comparison(own, target)}`;
		});
	const strangers = lines.filter((line) => line.register === '');
	const body = [
		`<h1>Receipts to ${esc(target)}</h1>${paragraph('soft', esc(time(now)))}`,
		paragraph(report.status === 'RUNNING' ? 'ok' : 'bad', `${esc(report.status)}. ${esc(report.message)}`),
		run('Last automatic run', report.lastAutomatic) + run('Last manual run', report.lastManual),
		report.intake.count > 0 ? paragraph('bad', `${report.intake.count} deliveries were refused on entry: see Problems.`) : '',
		paragraph(report.table.full ? 'bad' : 'soft', esc(report.table.message)),
		notAsked === '' ? '' : paragraph('bad', `${esc(target)} could not be asked (${esc(notAsked)}), so the comparison is with its answers in the journal.`),
		links(report, options),
		...sections,
		strangers.length > 0 ? `<h2>Documents of no known receipt</h2>${comparison(strangers, target)}` : '',
	];
	return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Receipts to accounting</title><style>${STYLE}</style></head>
<body>
${body.join('')}
</body>
</html>
`;
}
