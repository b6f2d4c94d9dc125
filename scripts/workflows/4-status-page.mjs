import { js, node, workflow } from './build.mjs';
import { GO_ON, journal, note, ONCE, ours, set } from './nodes.mjs';
import { tellSomeone, whenItStops } from './pages.mjs';
import { createJournal, newestRow, readJournal } from './tables.mjs';

const texts = {
	en: {
		name: 'Status page',
		notes: {
			setUp: `## Status page
Is it running, what was sent, what waits, what is missing; and till against accounting to the haléř.

**Set-up**
1. **Status Page**: choose a *Basic Auth* credential.
2. **Documents in POHODA**: choose the *POHODA mServer API* credential. With iDoklad: choose the *iDoklad OAuth2 API* credential in **Documents in iDoklad** and switch the node on; without POHODA switch that one off and write \`idoklad\` into \`flow\` of **Settings**.
3. **Report**: *Hours Between Runs*, if sending does not run every 6 hours.
4. **Settings**: \`limitMegabytes\`, if \`N8N_DATA_TABLES_MAX_SIZE_BYTES\` says another room than 200 MB.
5. Publish. Address: the Production URL of the webhook; \`?flow=idoklad\` shows another target, \`?register=P1\` one register, \`?days=30\` compares more days.

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Save successful production executions*: Do not save. Else n8n keeps each visitor’s password and the journal with every look.`,
			compare: 'When the target cannot be asked (or its node is switched off), the page says so and compares with the answers in the journal. Each look at the page asks: for iDoklad one call for 200 documents.',
		},
		tellSomeone: { stopped: 'The status page stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('4-status-page', texts, (t) => ({
	settings: { saveDataSuccessExecution: 'none' },
	nodes: {
		'Note: set-up': note([-48, -448], [640, 400], t.notes.setUp),
		'Note: compare': note([720, 480], [400, 96], t.notes.compare, 7),
		'Status Page': node('webhook', 2.1, [0, 0], { httpMethod: 'GET', path: 'sync-status', authentication: 'basicAuth', responseMode: 'responseNode', options: {} }),
		Settings: set([192, 0], {
			flow: js`$json.query.flow ?? 'pohoda'`,
			register: js`$json.query.register ?? ''`,
			from: js`$now.setZone('Europe/Prague').minus({ days: Math.min(60, Math.max(1, Number($json.query.days) || 7)) }).toISODate()`,
			limitMegabytes: 200,
		}),
		'Create Journal': createJournal([384, 0]),
		'Newest Row': newestRow([576, 0]),
		'Read Journal': readJournal([768, 0]),
		Report: journal('journal', 'report', [960, 192], { flow: js`$('Settings').first().json.flow`, options: { limitMegabytes: js`$('Settings').first().json.limitMegabytes` } }),
		'Which Target': node('switch', 3.2, [1152, 192], {
			rules: {
				values: [
					{
						conditions: {
							options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
							conditions: [
								{
									id: '5b0c8d0e-7d9f-5a3c-a1d2-3f6f1c2b7e90',
									leftValue: js`!['pohoda', 'idoklad'].includes($('Settings').first().json.flow)`,
									rightValue: '',
									operator: { type: 'boolean', operation: 'true', singleValue: true },
								},
							],
							combinator: 'and',
						},
						renameOutput: true,
						outputKey: 'other',
					},
					{
						conditions: {
							options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
							conditions: [
								{
									id: 'f13c91e0-f744-5a52-ab13-48c974054f62',
									leftValue: js`$('Settings').first().json.flow`,
									rightValue: 'pohoda',
									operator: { type: 'string', operation: 'equals' },
								},
							],
							combinator: 'and',
						},
						renameOutput: true,
						outputKey: 'pohoda',
					},
					{
						conditions: {
							options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
							conditions: [
								{
									id: '3e47e2b0-82ec-5d3a-afbc-40ed725b25b2',
									leftValue: js`$('Settings').first().json.flow`,
									rightValue: 'idoklad',
									operator: { type: 'string', operation: 'equals' },
								},
							],
							combinator: 'and',
						},
						renameOutput: true,
						outputKey: 'idoklad',
					},
				],
			},
			options: {},
		}),
		'Documents in POHODA': ours('pohoda', [1344, 240], {
			resource: 'salesReceipt',
			operation: 'getAll',
			agenda: 'salesReceipt',
			returnAll: true,
			simplify: false,
			filters: { dateFrom: js`$('Settings').first().json.from` },
			options: { timeout: 30 },
		}, { ...GO_ON, ...ONCE, alwaysOutputData: true }),
		'Documents in iDoklad': ours('iDoklad', [1344, 432], { resource: 'salesReceipt', operation: 'getAll', returnAll: true, simplify: true, filters: { dateFrom: js`$('Settings').first().json.from` } }, { ...GO_ON, ...ONCE, alwaysOutputData: true, disabled: true }),
		Reconcile: journal('journal', 'reconcile', [1536, 0], {
			flow: js`$('Settings').first().json.flow`,
			compareWith: js`(() => { const flow = $('Settings').first().json.flow; const asked = flow === 'pohoda' ? $('Documents in POHODA') : flow === 'idoklad' ? $('Documents in iDoklad') : undefined; const first = asked?.isExecuted ? asked.first()?.json ?? {} : { registers: [] }; return first.error || first.registers ? 'journal' : 'documents'; })()`,
			filters: { dateFrom: js`$('Settings').first().json.from`, registers: js`$('Settings').first().json.register` },
		}, { alwaysOutputData: true }),
		Page: node('html', 1.2, [1728, 0], {
			operation: 'generateHtmlTemplate',
			html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Receipts to accounting</title><style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1100px;padding:0 1rem;color:#1d2733}h1{margin-bottom:0}h2{margin-top:2.2rem;border-bottom:2px solid #d6dde5}table{border-collapse:collapse;width:100%;margin:.6rem 0}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #e6ebf0;vertical-align:top}td:first-child{white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap}.ok{color:#146c2e}.bad{color:#b3261e;font-weight:600}.soft{color:#5b6875}nav a{margin-right:1rem}</style></head>
<body>
{{ (() => {
	const esc = text => String(text ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
	const money = amount => Number(amount ?? 0).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).replaceAll(',', ' ');
	const wanted = $('Settings').first().json.register;
	const report = $('Report').first().json;
	const flow = $('Settings').first().json.flow; const asked = flow === 'pohoda' ? $('Documents in POHODA') : flow === 'idoklad' ? $('Documents in iDoklad') : undefined; const first = asked?.isExecuted ? asked.first()?.json ?? {} : { registers: [] };
	const target = { pohoda: 'POHODA', idoklad: 'iDoklad' }[flow] ?? flow;
	const offline = first.error ?? (first.registers && asked ? 'the node is switched off' : '');
	const link = (query, text) => '<a href="?flow=' + encodeURIComponent(flow) + query + '">' + esc(text) + '</a>';
	const lines = $('Reconcile').all().map(item => item.json).filter(one => one.date);
	const names = { sent: 'In ' + target, problem: 'In ' + target + ', but not as sent', byHand: 'Entered by hand', notToBeSent: 'Not to be sent', cancelled: 'Voided before sending', waiting: 'Waiting', written: 'Written into a file', unknown: 'Unclear, looked up next', refused: 'Refused', held: 'Held for a person', changed: 'Changed after sending', deletedInTarget: 'Deleted in ' + target, ignored: 'Before the first day' };
	const people = ['problem', 'refused', 'held', 'changed', 'deletedInTarget'];
	const buckets = one => '<table><tr><th>State</th><th class="n">Receipts</th><th class="n">Kč</th><th>Oldest</th></tr>' + Object.entries(names).filter(([name]) => one[name].count).map(([name, title]) => '<tr><td class="' + (people.includes(name) ? 'bad' : '') + '">' + esc(title) + '</td><td class="n">' + one[name].count + '</td><td class="n">' + money(one[name].amount) + '</td><td class="soft">' + (name === 'sent' ? '' : esc(one[name].oldestDate)) + '</td></tr>').join('') + '</table>';
	const compare = list => list.length === 0 ? '<p class="soft">No receipts in these days.</p>' : '<table><tr><th>Day</th><th>Payment</th><th class="n">Receipts</th><th class="n">Till</th><th class="n">' + esc(target) + '</th><th class="n">By hand</th><th class="n">Not to be sent</th><th class="n">Open</th><th class="n">Difference</th><th></th></tr>' + list.map(one => '<tr><td>' + esc(one.date) + '</td><td>' + esc(one.payment) + '</td><td class="n">' + one.tillCount + '</td><td class="n">' + money(one.till) + '</td><td class="n">' + money(one.target) + '</td><td class="n">' + money(one.byHand) + '</td><td class="n">' + money(one.notToBeSent) + '</td><td class="n">' + money(one.open) + '</td><td class="n ' + (one.unexplained === 0 ? 'ok' : 'bad') + '">' + money(one.unexplained) + '</td><td class="soft">' + one.remarks.map(esc).join('<br>') + '</td></tr>').join('') + '</table>';
	const registers = report.registers.filter(one => !wanted || one.register === wanted);
	const sections = registers.map(one => '<h2 id="' + esc(one.register) + '">Register ' + esc(one.register) + ' <span class="soft">' + esc(one.source) + '</span></h2>' + buckets(one) + (one.gaps.length ? '<p class="bad">Numbers that never came: ' + one.gaps.map(gap => esc(gap.count === 1 ? gap.from : gap.from + ' to ' + gap.to)).join(', ') + '</p>' : '') + '<h3>Till against ' + esc(target) + '</h3>' + compare(lines.filter(line => line.register === one.register && line.source === one.source)));
	const strangers = lines.filter(line => line.register === '');
	const run = (title, one) => one ? '<p>' + title + ': ' + esc(DateTime.fromISO(one.at).setZone('Europe/Prague').toFormat('d LLL yyyy HH:mm')) + ', ' + one.records + ' records, ' + money(one.amount) + ' Kč' + (one.message ? ' <span class="' + (one.failed ? 'bad' : 'soft') + '">' + esc(one.message) + '</span>' : '') + '</p>' : '';
	return '<h1>Receipts to ' + esc(target) + '</h1><p class="soft">' + esc($now.setZone('Europe/Prague').toFormat('d LLL yyyy HH:mm')) + '</p>'
		+ '<p class="' + (report.status === 'RUNNING' ? 'ok' : 'bad') + '">' + esc(report.status) + '. ' + esc(report.message) + '</p>'
		+ run('Last automatic run', report.lastAutomatic) + run('Last manual run', report.lastManual)
		+ (report.intake.count ? '<p class="bad">' + report.intake.count + ' deliveries were refused on entry: see Problems.</p>' : '')
		+ '<p class="' + (report.table.full ? 'bad' : 'soft') + '">' + esc(report.table.message) + '</p>'
		+ (offline ? '<p class="bad">' + esc(target) + ' could not be asked (' + esc(offline) + '), so the comparison is with its answers in the journal.</p>' : '')
		+ '<nav>' + report.registers.map(one => link('&register=' + encodeURIComponent(one.register), one.register)).join('') + (wanted ? link('', 'all registers') : '') + report.flows.filter(one => one !== flow).map(one => '<a href="?flow=' + encodeURIComponent(one) + '">to ' + esc({ pohoda: 'POHODA', idoklad: 'iDoklad' }[one] ?? one) + '</a>').join('') + '</nav>'
		+ sections.join('') + (strangers.length ? '<h2>Documents of no known receipt</h2>' + compare(strangers) : '');
})() }}
</body>
</html>
`,
		}, ONCE),
		Answer: node('respondToWebhook', 1.4, [1920, 0], {
			respondWith: 'text',
			responseBody: js`$json.html`,
			options: {
				responseHeaders: { entries: [{ name: 'content-type', value: 'text/html; charset=utf-8' }, { name: 'cache-control', value: 'no-store' }] },
			},
		}),
		'When It Stops': whenItStops([192, 461]),
		'Tell Someone': tellSomeone([384, 461], t.tellSomeone),
	},
	wires: {
		'Status Page': 'Settings',
		Settings: 'Create Journal',
		'Create Journal': 'Newest Row',
		'Newest Row': 'Read Journal',
		'Read Journal': [['Reconcile', 'Report']],
		Reconcile: 'Page',
		Page: 'Answer',
		Report: 'Which Target',
		'Documents in POHODA': 'Reconcile#1',
		'When It Stops': 'Tell Someone',
		'Which Target': ['Reconcile#1', 'Documents in POHODA', 'Documents in iDoklad'],
		'Documents in iDoklad': 'Reconcile#1',
	},
}));
