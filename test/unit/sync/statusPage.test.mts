/** The status page: red where something is wrong, and nothing that came from outside acts as HTML. */
import { describe, expect, test } from '@jest/globals';
import { reconcile } from '../../../core/sync/reconcile';
import { reportJournal } from '../../../core/sync/report';
import { statusPage } from '../../../core/sync/statusPage';
import { HOSTILE, journalOf } from '../../support/hostile.mts';
import { receipt } from '../plan/records.mts';
import { NOW, Table } from './table.mts';

const OPTIONS = { flow: 'pohoda', register: '', notAsked: '' };

describe('what a run did', () => {
	const page = (now: string, limitBytes?: number) => {
		const table = new Table();
		table.receive([receipt()]);
		table.waiting({ now: '2026-11-15T06:00:00.000Z' });
		return statusPage(reportJournal(table.rows(), { now, flow: 'pohoda', limitBytes })[0]!, [], { ...OPTIONS, now });
	};

	test('says in red that the last run failed', () => {
		expect(page(NOW)).toContain('<p class="bad">FAILING. The last run (2026-11-15T06:00:00.000Z) took 1 record and recorded nothing: it failed.');
		expect(page(NOW)).toContain('<span class="bad">took 1 record and recorded nothing: it failed</span>');
	});
	test('says that a young run may still be at work', () => {
		expect(page('2026-11-15T06:10:00.000Z')).toContain('<p class="ok">RUNNING. ');
		expect(page('2026-11-15T06:10:00.000Z')).toContain('<span class="soft">took 1 record and recorded nothing so far: it may still be running</span>');
	});
	test('says in red that the table is full', () => {
		expect(page(NOW, 100)).toMatch(/<p class="bad">The journal takes about [^<]*The table is full, or nearly/);
		expect(page(NOW)).toMatch(/<p class="soft">The journal takes about/);
	});
});

describe('till against target', () => {
	const now = '2026-11-30T12:00:00Z';
	const table = new Table();
	table.receive([receipt(), receipt({ register: 'P2', number: '9' })]);
	const rows = table.rows();
	const [report] = reportJournal(rows, { now, flow: 'pohoda' });
	const lines = reconcile(rows, { flow: 'pohoda', dateFrom: '', dateTo: '', registers: [] });
	const page = (options: Partial<Parameters<typeof statusPage>[2]> = {}) => statusPage(report!, lines, { ...OPTIONS, now, ...options });

	test('stands under each register, or under the one that was asked for, with links to the others', () => {
		expect(page().match(/<h2 id="[^"]*">/g)).toEqual(['<h2 id="P1">', '<h2 id="P2">']);
		expect(page({ register: 'P2' }).match(/<h2 id="[^"]*">/g)).toEqual(['<h2 id="P2">']);
		expect(page({ register: 'P2' })).toContain('<a href="?flow=pohoda">all registers</a>');
		expect(page()).toContain('<a href="?flow=pohoda&register=P1">P1</a>');
		expect(page()).toContain('30 Nov 2026 13:00');
	});

	test('names the target, and says when it could not be asked', () => {
		expect(page()).toContain('<h3>Till against POHODA</h3>');
		expect(page()).not.toContain('could not be asked');
		expect(page({ flow: 'idoklad', notAsked: 'No <answer>' })).toContain('<p class="bad">iDoklad could not be asked (No &lt;answer&gt;), so the comparison is with its answers in the journal.</p>');
	});

	test('has documents of no known receipt below', () => {
		const stranger = { ...lines[0]!, register: '', payment: 'Hotově', unexplained: -1290.5 };
		expect(statusPage(report!, [stranger], { ...OPTIONS, now })).toMatch(/Documents of no known receipt<\/h2>.*<td class="n bad">-1 290\.50<\/td>/s);
	});
});

test.each(['pohoda', HOSTILE.join(' | ')])('shows hostile words as they are, in the flow %j', (flow) => {
	const all = HOSTILE.join(' | ');
	const journal = journalOf(all);
	const now = '2026-11-30T12:00:00Z';
	const [report] = reportJournal(journal, { flow, now, intervalHours: 6, limitBytes: 1e6 });
	const html = statusPage(report!, reconcile(journal, { flow, dateFrom: '', dateTo: '', registers: [] }), { flow, register: '', now, notAsked: all });
	expect(html).not.toContain('undefined');
	expect(HOSTILE.filter((one) => /[<>"&]/.test(one) && html.includes(one))).toEqual([]);
	expect(html).toContain('Sleva &lt;!-- akce');
});
