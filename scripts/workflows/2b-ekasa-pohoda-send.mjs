import { js, node, part, workflow } from './build.mjs';
import { either, every, filter, journal, note, ONCE, ours, set, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, itStopped, mail, stopTheRun } from './pages.mjs';
import { createJournal, insertRows, newestRow, readJournal } from './tables.mjs';

const texts = {
	en: {
		name: 'eKasa → POHODA, automatic: sending',
		notes: {
			setUp: `## Sending: from the journal into POHODA
**Set-up**
1. **POHODA**: choose a *POHODA mServer API* credential and write the accountant’s *Posting Rules*.
2. **Settings**: \`ignoreBefore\` = the first day that n8n shall send. What was entered by hand before that day must not be sent again. \`flowRegisters\` = registers that go to POHODA, e.g. \`P1, P2\`; empty: all.
3. **Run Now**: choose a *Basic Auth* credential.
4. **Tell Someone**: choose an SMTP credential and switch the node on, or put another messenger there.
5. Publish. A first look: run it from the editor (a preview), or Run Now → Preview.

n8n keeps the journal as it was read with every run that it saves (14 days). Too much for your disk? ⋯ → *Settings* → *Save successful production executions*: Do not save; the journal and the status page know the runs all the same.`,
			send: `### Each receipt exactly once
POHODA is asked to refuse doubles, and what is unclear is looked up there first; so two runs at once, a crash or a lost answer do no harm. The journal is written after POHODA has answered.

Held and refused receipts never stop the others: they wait in **Problems**.`,
			heartbeat: 'One row for each run, also when there was nothing to do, stored before anything is sent. By it the status page knows that sending is alive, and whether a run stopped on its way.',
		},
		runNow: {
			title: 'Send receipts to POHODA',
			description: 'Sends what waits in the journal, as the run every 6 hours does. A preview sends nothing and shows what would go.',
			button: 'Go',
			what: 'What to do',
			from: 'Receipts from',
			to: 'Receipts to',
			registers: 'Registers',
			registersExample: 'e.g. P1, P2; empty: all',
		},
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
	},
};

export default workflow('2b-ekasa-pohoda-send', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -416], [624, 384], t.notes.setUp),
		'Note: send': note([912, -400], [624, 144], t.notes.send, 4),
		'Note: heartbeat': note([1507, -192], [400, 96], t.notes.heartbeat, 7),
		'Every 6 Hours': every([0, 0], { field: 'hours', hoursInterval: 6 }),
		'Run Now': form([0, 192], 'pohoda-run-now', t.runNow, [
			{
				fieldLabel: t.runNow.what,
				fieldName: 'what',
				fieldType: 'dropdown',
				fieldOptions: { values: [{ option: 'Preview' }, { option: 'Send' }] },
				defaultValue: 'Preview',
				requiredField: true,
			},
			{ fieldLabel: t.runNow.from, fieldName: 'from', fieldType: 'date' },
			{ fieldLabel: t.runNow.to, fieldName: 'to', fieldType: 'date' },
			{ fieldLabel: t.runNow.registers, fieldName: 'registers', placeholder: t.runNow.registersExample },
		]),
		Settings: set([192, 0], {
			ignoreBefore: '2026-01-01',
			byForm: [js`$json.formMode !== undefined`, 'boolean'],
			preview: [js`$json.formMode !== undefined && $json.what !== 'Send'`, 'boolean'],
			from: js`$json.from ?? ''`,
			to: js`$json.to ?? ''`,
			registers: js`$json.registers ?? ''`,
			flowRegisters: '',
		}),
		'Create Journal': createJournal([384, 0]),
		'Newest Row': newestRow([576, 0]),
		'Read Journal': readJournal([768, 0]),
		'Waiting Records': journal('record', 'getWaiting', [960, 0], {
			flow: 'pohoda',
			ignoreBefore: js`$('Settings').first().json.ignoreBefore`,
			filters: {
				dateFrom: js`$('Settings').first().json.from`,
				dateTo: js`$('Settings').first().json.to`,
				registers: js`$('Settings').first().json.registers`,
			},
			options: { mode: js`$('Settings').first().json.byForm ? 'manual' : 'auto'`, flowRegisters: js`$('Settings').first().json.flowRegisters` },
		}, TO_PAGE),
		POHODA: ours('pohoda', [1152, 0], {
			resource: 'salesReceipt',
			operation: 'create',
			delivery: 'mServer',
			postingRulesFrom: 'table',
			postingRules: {
				rule: [
					{ payment: 'cash', paymentForm: { __rl: true, mode: 'code', value: 'Hotově' } },
					{ payment: 'card', paymentForm: { __rl: true, mode: 'code', value: 'Plat.kartou' } },
					{ payment: 'mealVoucher', paymentForm: { __rl: true, mode: 'code', value: 'Stravenky' } },
				],
			},
			documents: 'perReceipt',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, TO_PAGE),
		Results: journal('record', 'results', [1344, 0], { flow: 'pohoda', options: {} }, TO_PAGE),
		'Store Results': insertRows([1536, 0]),
		'Needs a Person': filter([1728, 0], js`$('POHODA').all().some(item => ['held', 'refused', 'changed', 'deletedInTarget'].includes(item.json.outcome) || (item.json.warnings ?? []).some(one => one.problem))`),
		'Write Message': set([1920, 0], {
			subject: js`$('POHODA').all().filter(item => ['held', 'refused', 'changed', 'deletedInTarget'].includes(item.json.outcome) || (item.json.warnings ?? []).some(one => one.problem)).length + ' receipts need a decision'`,
			text: js`$('POHODA').all().map(item => item.json).filter(one => ['held', 'refused', 'changed', 'deletedInTarget'].includes(one.outcome) || (one.warnings ?? []).some(warning => warning.problem)).map(one => one.message).join('\n\n') + '\n\nThe form Problems lists them.'`,
		}),
		'Not a Preview': filter([1152, -192], js`!$('Settings').first().json.preview`),
		'Store Run': insertRows([1344, -192]),
		'From the Form': filter([1152, 384], js`$('Settings').first().json.byForm`),
		'Show What Was Done': ending([1344, 384], js`$('Settings').first().json.preview ? 'Preview: nothing was sent' : 'Done'`, escaped(part`(() => { const all = $('POHODA').isExecuted ? $('POHODA').all().map(item => item.json).filter(one => one.outcome) : []; const counts = {}; const words = { written: 'written into the file', duplicate: 'duplicate (in POHODA already)', waiting: 'waiting (POHODA was not reached)', unknown: 'unclear (looked up by the next run)' }; for (const one of all) { const word = one.outcome === 'preview' ? 'would be ' + (one.wouldBe ?? 'sent') : words[one.outcome] ?? one.outcome; counts[word] = (counts[word] ?? 0) + 1; } const open = all.filter(one => !['created', 'updated', 'unchanged', 'duplicate', 'written'].includes(one.outcome) || (one.warnings ?? []).some(warning => warning.problem)); const lines = Object.entries(counts).map(([outcome, count]) => count + ' ' + outcome); return (lines.length ? lines.join(', ') : 'There was nothing to send') + '.\n' + '' + open.slice(0, 50).map(one => '\n• ' + one.message).join('') + (open.length > 50 ? '\n… and ' + (open.length - 50) + ' more' : ''); })()`)),
		'Tell Someone': mail([2112, 192], js`$json.subject`, js`$json.text`),
		'By the Form?': either([2304, -288], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([2496, -288], t.itStopped),
		'Stop the Run': stopTheRun([2688, -288]),
		'When It Stops': node('errorTrigger', 1, [1728, 384]),
		'Say What Stopped': set([1920, 384], {
			subject: 'Sending receipts to POHODA stopped',
			text: js`($json.execution?.lastNodeExecuted ?? $json.trigger?.error?.name ?? 'The workflow') + ': ' + ($json.execution?.error?.message ?? $json.trigger?.error?.message ?? '') + '\n' + ($json.execution?.error?.description ?? '') + '\n\nNothing is lost: records that were stored go with the next run.\n' + ($json.execution?.url ?? '')`,
		}),
	},
	wires: {
		'Every 6 Hours': 'Settings',
		Settings: 'Create Journal',
		'Create Journal': 'Newest Row',
		'Newest Row': 'Read Journal',
		'Read Journal': 'Waiting Records',
		'Waiting Records': ['POHODA', ['Not a Preview', 'From the Form'], 'By the Form?'],
		POHODA: ['Results', 'By the Form?'],
		Results: ['Store Results', 'By the Form?'],
		'Store Results': 'Needs a Person',
		'Needs a Person': 'Write Message',
		'Run Now': 'Settings',
		'Not a Preview': 'Store Run',
		'From the Form': 'Show What Was Done',
		'Write Message': 'Tell Someone',
		'When It Stops': 'Say What Stopped',
		'Say What Stopped': 'Tell Someone',
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
