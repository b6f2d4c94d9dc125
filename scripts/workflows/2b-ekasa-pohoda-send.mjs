import { js, workflow } from './build.mjs';
import { book, RUN, whatWaits } from './journal.mjs';
import { either, every, filter, note, ONCE, ours, set, TO_PAGE } from './nodes.mjs';
import { ending, form, itStopped, runNowFields, stopTheRun, tellSomeone, told, whenItStops } from './pages.mjs';

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

n8n keeps the receipts of a run with every run that it saves (14 days). Too much for your disk? ⋯ → *Settings* → *Save successful production executions*: Do not save; the journal and the status page know the runs all the same.`,
			send: `### Each receipt exactly once
POHODA is asked to refuse doubles, and what is unclear is looked up there first; so two runs at once, a crash or a lost answer do no harm. **What Waits** stores a row for each run before anything is sent, also when there was nothing to do; **Book** writes the journal after POHODA has answered.

Held and refused receipts never stop the others: they wait in **Problems**.`,
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
		tellSomeone: { stopped: 'Sending receipts to POHODA stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('2b-ekasa-pohoda-send', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -416], [624, 384], t.notes.setUp),
		'Note: send': note([624, -464], [624, 160], t.notes.send, 4),
		'Every 6 Hours': every([0, 0], { field: 'hours', hoursInterval: 6 }),
		'Run Now': form([0, 192], 'pohoda-run-now', t.runNow, runNowFields(t.runNow)),
		Settings: set([192, 0], {
			ignoreBefore: '2026-01-01',
			preview: [js`$json.formMode !== undefined && $json.what !== 'Send'`, 'boolean'],
			from: js`$json.from ?? ''`,
			to: js`$json.to ?? ''`,
			registers: js`$json.registers ?? ''`,
			flowRegisters: '',
			allowSecondSystem: false,
			flow: 'pohoda',
			...RUN,
		}),
		'What Waits': whatWaits([384, 0]),
		POHODA: ours('pohoda', [576, 0], {
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
		Book: book([768, 0], { flow: 'pohoda', system: 'POHODA' }),
		'Needs a Person': filter([960, 0], js`$json.needsPerson > 0`),
		'Tell Someone': tellSomeone([1152, 0], t.tellSomeone),
		'Show What Was Done': ending([384, 192], js`$('Settings').first().json.preview ? 'Preview: nothing was sent' : 'Done'`, told('Book', 'send')),
		'By the Form?': either([960, -288], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([1152, -288], t.itStopped),
		'Stop the Run': stopTheRun([1344, -288]),
		'When It Stops': whenItStops([960, 192]),
	},
	wires: {
		'Every 6 Hours': 'Settings',
		'Run Now': [['Settings', 'Show What Was Done']],
		Settings: 'What Waits',
		'What Waits': ['POHODA', 'By the Form?'],
		POHODA: ['Book', 'By the Form?'],
		Book: ['Needs a Person', 'By the Form?'],
		'Needs a Person': 'Tell Someone',
		'When It Stops': 'Tell Someone',
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
