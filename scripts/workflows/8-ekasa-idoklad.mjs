import { js, node, part, workflow } from './build.mjs';
import { either, every, filter, GO_ON, journal, note, ONCE, ours, set, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, itStopped, stopTheRun, tellSomeone, whenItStops } from './pages.mjs';
import { createJournal, insertRows, newestRow, readJournal, readTable } from './tables.mjs';

const texts = {
	en: {
		name: 'eKasa → iDoklad, automatic: sending',
		notes: {
			setUp: `## Sending: from the journal into iDoklad (and Money S3, S4, S5)
**Set-up**
1. The three **iDoklad** nodes: choose an *iDoklad OAuth2 API* credential; in **iDoklad** write the accountant’s *Posting Rules*.
2. **Settings**: \`products\` = the switch for the price list (YES = true, NO = false). \`ignoreBefore\` = the first day that n8n shall send: what was entered by hand before must not be sent again. \`flowRegisters\` = registers that go to iDoklad, e.g. \`P1, P2\`; empty: all.
3. **Run Now**: choose a *Basic Auth* credential.
4. **Tell Someone**: choose an SMTP credential and switch the node on, or put another messenger there.
5. Publish. A first look: run it from the editor (a preview), or Run Now → Preview.

Receipts come in by *eKasa → POHODA, automatic: intake* (2a): every target shares that intake.

n8n keeps the journal as it was read with every run that it saves (14 days). Too much for your disk? ⋯ → *Settings* → *Save successful production executions*: Do not save; the journal and the status page know the runs all the same.`,
			products: `### Products: YES or NO
The list of the till, where it gives one (workflow *Price list → iDoklad* keeps it in the table \`product_list\`); else what was sold, by code. Only differences are sent. When the price list cannot be sent, the receipts go all the same.`,
			send: `### Each receipt exactly once, within the quota
iDoklad does not refuse doubles. So the window of days is read before and after, and what is there twice (two runs at once) is deleted again, never an exported document. At most 8 calls, one for 50 receipts, and the pages of the window; each result counts them.`,
			heartbeat: 'One row for each run, also when there was nothing to do, stored before anything is sent. By it the status page knows that sending is alive, and whether a run stopped on its way.',
		},
		runNow: {
			title: 'Send receipts to iDoklad',
			description: 'Sends what waits in the journal, as the run every 6 hours does. A preview sends nothing and shows what would go.',
			button: 'Go',
			what: 'What to do',
			from: 'Receipts from',
			to: 'Receipts to',
			registers: 'Registers',
			registersExample: 'e.g. P1, P2; empty: all',
		},
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: 'Sending receipts to iDoklad stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('8-ekasa-idoklad', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -288], [752, 416], t.notes.setUp),
		'Note: products': note([768, -208], [752, 128], t.notes.products, 4),
		'Note: send': note([1584, -208], [624, 128], t.notes.send, 4),
		'Note: heartbeat': note([1507, 384], [400, 96], t.notes.heartbeat, 7),
		'Every 6 Hours': every([0, 384], { field: 'hours', hoursInterval: 6 }),
		'Run Now': form([0, 576], 'idoklad-run-now', t.runNow, [
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
		Settings: set([192, 384], {
			products: false,
			ignoreBefore: '2026-01-01',
			byForm: [js`$json.formMode !== undefined`, 'boolean'],
			preview: [js`$json.formMode !== undefined && $json.what !== 'Send'`, 'boolean'],
			from: js`$json.from ?? ''`,
			to: js`$json.to ?? ''`,
			registers: js`$json.registers ?? ''`,
			flowRegisters: '',
		}),
		'Products: YES': filter([384, 192], js`$('Settings').first().json.products`),
		'Create Product List': node('dataTable', 1.1, [576, 192], {
			resource: 'table',
			operation: 'create',
			tableName: 'product_list',
			columns: {
				column: [
					{ name: 'code' },
					{ name: 'name' },
					{ name: 'price', type: 'number' },
					{ name: 'priceIncludesVat', type: 'boolean' },
					{ name: 'vatRate', type: 'number' },
					{ name: 'ean' },
					{ name: 'unit' },
				],
			},
			options: { createIfNotExists: true },
		}, { ...ONCE, retryOnFail: true, maxTries: 5, waitBetweenTries: 1000 }),
		'Newest Product': newestRow([768, 192], 'product_list'),
		'Read Product List': readTable([960, 192], 'product_list', {
			matchType: 'allConditions',
			filters: { conditions: [{ keyName: 'id', condition: 'lte', keyValue: js`$('Newest Product').first().json.id ?? 0` }] },
			returnAll: true,
			orderBy: true,
			orderByColumn: 'id',
			orderByDirection: 'ASC',
		}),
		'The Till Gives a List': filter([1152, 0], js`$json.code !== undefined`),
		'Products of the List': ours('iDoklad', [1344, 0], {
			resource: 'priceListItem',
			operation: 'upsert',
			productsFrom: 'products',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, GO_ON),
		'Products of the Receipts': ours('iDoklad', [1344, 192], {
			resource: 'priceListItem',
			operation: 'upsert',
			productsFrom: 'receipts',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, GO_ON),
		'The Till Gives None': filter([1152, 192], js`$('Settings').first().json.products && $('Read Product List').first().json.code === undefined`),
		'Products for a Person': filter([1536, 0], js`$json.error !== undefined || ['held', 'refused'].includes($json.outcome)`),
		'Write Product Message': set([1920, 0], {
			subject: js`$('Products for a Person').all().length + ' products did not get into the price list of iDoklad'`,
			text: js`$('Products for a Person').all().map(item => item.json.message ?? item.json.error).join('\n\n')`,
		}, ONCE),
		'Create Journal': createJournal([384, 384]),
		'Newest Row': newestRow([576, 384]),
		'Read Journal': readJournal([768, 384]),
		'Waiting Records': journal('record', 'getWaiting', [960, 384], {
			flow: 'idoklad',
			ignoreBefore: js`$('Settings').first().json.ignoreBefore`,
			filters: {
				dateFrom: js`$('Settings').first().json.from`,
				dateTo: js`$('Settings').first().json.to`,
				registers: js`$('Settings').first().json.registers`,
			},
			options: { mode: js`$('Settings').first().json.byForm ? 'manual' : 'auto'`, flowRegisters: js`$('Settings').first().json.flowRegisters` },
		}, TO_PAGE),
		iDoklad: ours('iDoklad', [1152, 576], {
			resource: 'salesReceipt',
			operation: 'create',
			postingRulesFrom: 'table',
			postingRules: {},
			documents: 'perReceipt',
			rounding: 'byIDoklad',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, TO_PAGE),
		Results: journal('record', 'results', [1344, 576], { flow: 'idoklad', options: {} }, TO_PAGE),
		'Store Results': insertRows([1536, 576]),
		'Needs a Person': filter([1728, 576], js`$('iDoklad').all().some(item => ['held', 'refused', 'changed', 'deletedInTarget'].includes(item.json.outcome) || (item.json.warnings ?? []).some(one => one.problem))`),
		'Write Message': set([1920, 576], {
			subject: js`$('iDoklad').all().filter(item => ['held', 'refused', 'changed', 'deletedInTarget'].includes(item.json.outcome) || (item.json.warnings ?? []).some(one => one.problem)).length + ' receipts need a decision'`,
			text: js`$('iDoklad').all().map(item => item.json).filter(one => ['held', 'refused', 'changed', 'deletedInTarget'].includes(one.outcome) || (one.warnings ?? []).some(warning => warning.problem)).map(one => one.message).join('\n\n') + '\n\nThe form Problems lists them.'`,
		}),
		'Not a Preview': filter([1152, 384], js`!$('Settings').first().json.preview`),
		'Store Run': insertRows([1344, 384]),
		'From the Form': filter([1152, 768], js`$('Settings').first().json.byForm`),
		'Show What Was Done': ending([1344, 768], js`$('Settings').first().json.preview ? 'Preview: nothing was sent' : 'Done'`, escaped(part`(() => { const counts = all => { const counts = {}; const words = { duplicate: 'duplicate (in iDoklad already)', waiting: 'waiting (they go with the next run)', unknown: 'unclear (looked up by the next run)' }; for (const one of all) { const word = one.error ? 'not done' : one.outcome === 'preview' ? 'would be ' + (one.wouldBe ?? 'sent') : words[one.outcome] ?? one.outcome; counts[word] = (counts[word] ?? 0) + 1; } return Object.entries(counts).map(([outcome, count]) => count + ' ' + outcome).join(', '); }; const list = open => open.slice(0, 50).map(one => '\n• ' + (one.message ?? one.error).replace(' with the request shown here; nothing was sent', '')).join('') + (open.length > 50 ? '\n… and ' + (open.length - 50) + ' more' : ''); const all = $('iDoklad').isExecuted ? $('iDoklad').all().map(item => item.json).filter(one => one.outcome) : []; const products = [...($('Products of the List').isExecuted ? $('Products of the List').all() : []), ...($('Products of the Receipts').isExecuted ? $('Products of the Receipts').all() : [])].map(item => item.json).filter(one => one.outcome || one.error); const calls = all.find(one => one.calls)?.calls; const open = [...all, ...products].filter(one => !['created', 'updated', 'unchanged', 'duplicate'].includes(one.outcome)); return (all.length ? counts(all) : 'There was nothing to send') + '.\n' + (products.length ? 'Price list: ' + counts(products) + '.\n' : '') + (calls ? 'Calls of iDoklad for the receipts: ' + calls.used + ' of at most ' + calls.bound + '.\n' : '') + list(open); })()`)),
		'Tell Someone': tellSomeone([2112, 576], t.tellSomeone),
		'By the Form?': either([2304, -192], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([2496, -192], t.itStopped),
		'Stop the Run': stopTheRun([2688, -192]),
		'When It Stops': whenItStops([1920, 768]),
	},
	wires: {
		'Every 6 Hours': 'Settings',
		'Run Now': 'Settings',
		Settings: [['Products: YES', 'Create Journal']],
		'Products: YES': 'Create Product List',
		'Create Product List': 'Newest Product',
		'Newest Product': 'Read Product List',
		'Read Product List': 'The Till Gives a List',
		'The Till Gives a List': 'Products of the List',
		'Products of the List': 'Products for a Person',
		'Products for a Person': 'Write Product Message',
		'Write Product Message': 'Tell Someone',
		'Create Journal': 'Newest Row',
		'Newest Row': 'Read Journal',
		'Read Journal': 'Waiting Records',
		'Waiting Records': [['The Till Gives None', 'iDoklad'], ['Not a Preview', 'From the Form'], 'By the Form?'],
		'The Till Gives None': 'Products of the Receipts',
		'Products of the Receipts': 'Products for a Person',
		iDoklad: ['Results', 'By the Form?'],
		Results: ['Store Results', 'By the Form?'],
		'Store Results': 'Needs a Person',
		'Needs a Person': 'Write Message',
		'Write Message': 'Tell Someone',
		'Not a Preview': 'Store Run',
		'From the Form': 'Show What Was Done',
		'When It Stops': 'Tell Someone',
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
