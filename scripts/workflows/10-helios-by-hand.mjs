import { js, part, workflow } from './build.mjs';
import { claim, exportAgain, exportLog } from './exportCalls.mjs';
import { book, summarise, takeIn, whatWaits } from './journal.mjs';
import { either, filter, GO_ON, note, ONCE, ours, set, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, itStopped, page, stopTheRun, tellSomeone, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: '→ Helios, by hand',
		notes: {
			setUp: `## → Helios, by hand
The five receipt files (účtenky) that Helios Orange imports, as one ZIP. **Set-up**
1. Both forms: choose a **Basic Auth** credential.
2. **Helios**: *Series* (řada účtenek) of each register, codes and payments as your Helios has them.
3. **Which Receipts**: \`ignoreBefore\` = the first day that n8n shall export.
4. Publish; the form addresses stand in the two form nodes.`,
			twoSteps: `### Announced, then written
**Claim**: the journal says which export has each receipt *before* there is a file. If the run stops in between, the next one makes the same files; of two runs at once one gives way.`,
			log: `### Log and repeat
The same records, the same names, the same export time: the same bytes. The state of the receipts does not change.`,
		},
		export: {
			title: 'Receipts for Helios',
			description: 'Makes the five files for Import in Helios (Export/Import účtenek). Without a file it takes what is in the journal; with an export of eKancelář it takes its receipts.',
			button: 'Make the files',
			data: 'Export of eKancelář (may stay empty)',
			which: 'Which receipts',
			registers: 'Series or registers',
			registersExample: 'e.g. 001 or P1, P2; empty: all',
			from: 'Receipts from',
			to: 'Receipts to',
			keys: 'Chosen receipts (keys of the journal)',
			keysExample: 'e.g. ekasa/P1/4512/2026-11-14',
			runOf: 'Day of the run',
			who: 'Your name (AutorExportu)',
			whoExample: 'e.g. Jana',
		},
		handOver: {
			title: 'The files for Helios are made',
			again: 'The export is made again',
			advice: 'Unpack it into the import folder of Helios, import it, see přehled chyb. Then Entered by Hand in Problems, or Retry.',
		},
		nothingToHandOver: { title: 'No file was made', message: 'There was nothing to export.' },
		earlierExports: {
			title: 'Exports to Helios',
			description: 'The log of exports (zobrazení logu), newest first. Each can be made again: the same files, byte for byte.',
			button: 'Show them',
			since: 'Exports since',
		},
		choose: { title: 'Exports to Helios', button: 'Make it again' },
		noExports: { title: 'Nothing was exported in this time' },
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: '→ Helios, by hand stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

/** What the run tells, of whichever way it went; what did not run has nothing to tell. */
const html = (name) => part`$('${name}').first().json.html`;
const OF_THE_FILE = part`($('Take In').isExecuted ? '\\n\\n' + ${html('Take In')} : '')`;

export default workflow('10-helios-by-hand', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -432], [592, 272], t.notes.setUp),
		Export: form([0, 0], 'helios-export', t.export, [
			{ fieldLabel: t.export.data, fieldName: 'data', fieldType: 'file', multipleFiles: false, acceptFileTypes: '.xml' },
			{
				fieldLabel: t.export.which,
				fieldName: 'which',
				fieldType: 'dropdown',
				fieldOptions: {
					values: [{ option: 'Not exported yet' }, { option: 'Chosen receipts, exported or not' }, { option: 'Those of a run, exported or not' }],
				},
				defaultValue: 'Not exported yet',
				requiredField: true,
			},
			{ fieldLabel: t.export.registers, fieldName: 'registers', placeholder: t.export.registersExample },
			{ fieldLabel: t.export.from, fieldName: 'from', fieldType: 'date' },
			{ fieldLabel: t.export.to, fieldName: 'to', fieldType: 'date' },
			{ fieldLabel: t.export.keys, fieldName: 'keys', fieldType: 'textarea', placeholder: t.export.keysExample },
			{ fieldLabel: t.export.runOf, fieldName: 'runOf', fieldType: 'date' },
			{ fieldLabel: t.export.who, fieldName: 'who', placeholder: t.export.whoExample, requiredField: true },
		]),
		'Is There an Export?': either([192, 0], js`Object.keys($binary ?? {}).length > 0`),
		'Read Export File': ours('ekasa', [384, -96], {
			resource: 'salesReceipt',
			operation: 'readExportFile',
			binaryPropertyName: 'data',
			source: 'ekasa',
			register: '',
			identity: 'number',
			options: {},
		}, GO_ON),
		'Take In': takeIn([576, -96], { toPerson: true }),
		'Which Receipts': set([768, 0], {
			...{ flow: 'helios', ignoreBefore: '2026-01-01' },
			from: js`$('Export').first().json.from ?? ''`,
			to: js`$('Export').first().json.to ?? ''`,
			registers: [js`(text => text.split(/[,;\n]/).map(one => one.trim()).filter(one => one).flatMap(one => { const rows = ($('Helios').params.series?.row ?? []).filter(row => row.series === one); return rows.length ? rows.map(row => row.register) : [one]; }))($('Export').first().json.registers ?? '')`, 'array'],
			keys: [js`$('Read Export File').isExecuted ? ['-'].concat($('Read Export File').all().map(item => item.json.key).filter(key => key)) : $('Export').first().json.which.startsWith('Chosen') ? ['-'].concat(($('Export').first().json.keys ?? '').split(/[,;\s]+/)) : []`, 'array'],
			runOf: js`$('Export').first().json.which.startsWith('Those') ? $('Export').first().json.runOf ?? $now.setZone('Europe/Prague').toISODate() : ''`,
			includeWritten: [js`$('Export').first().json.which !== 'Not exported yet'`, 'boolean'],
			...{ mode: 'manual', runId: js`$execution.id` },
		}, ONCE),
		'What Waits': whatWaits([960, 0]),
		Helios: ours('helios', [1152, 192], {
			resource: 'salesReceipt',
			operation: 'writeExportFiles',
			series: { row: [] },
			defaultSeries: '',
			output: 'zip',
			exportedBy: js`$('Export').isExecuted ? $('Export').first().json.who : 'n8n'`,
			whenRunFromEditor: 'send',
			options: {},
		}, TO_PAGE),
		'Made Again?': either([1344, 192], js`$('Earlier Exports').isExecuted`),
		Claim: claim([1536, 288], { flow: 'helios', together: true }),
		Book: book([1728, 192], { flow: 'helios', system: 'Helios', verb: 'export' }),
		Summary: summarise([1536, 96], { records: 'receipts', system: 'Helios', verb: 'export' }),
		'The File': filter([1728, 384], js`Object.keys($binary ?? {}).length > 0 && ($('Earlier Exports').isExecuted || $json.export.confirmed)`),
		'Hand Over the ZIP': ending([1920, 384], js`$('Earlier Exports').isExecuted ? '${t.handOver.again}' : '${t.handOver.title}'`, js`($('Book').isExecuted ? ${html('Book')} : ${html('Summary')}) + ${OF_THE_FILE} + '\n\n${t.handOver.advice}'`, ONCE, js`Object.keys($binary).join(',')`),
		'No File?': filter([192, 576], js`!$('Hand Over the ZIP').isExecuted`, ONCE),
		'Nothing to Hand Over': ending([384, 576], js`$('Earlier Exports').isExecuted && !$('Choose').isExecuted ? '${t.noExports.title}' : '${t.nothingToHandOver.title}'`, js`($('Book').isExecuted ? ${html('Book')} : $('Summary').isExecuted ? ${html('Summary')} : '${t.nothingToHandOver.message}') + ${OF_THE_FILE}`),
		'Earlier Exports': form([0, 384], 'helios-exports', t.earlierExports, [{ fieldLabel: t.earlierExports.since, fieldName: 'since', fieldType: 'date' }]),
		Exports: exportLog([192, 384], { flow: 'helios' }),
		'Any?': filter([384, 384], js`$json.export !== undefined`),
		Choose: page([576, 384], {
			defineForm: 'json',
			jsonOutput: js`JSON.stringify([{ fieldLabel: 'Export', fieldName: 'export', fieldType: 'radio', requiredField: true, fieldOptions: { values: $('Exports').all().slice(0, 100).map((item, index) => ({ option: (index + 1) + '. ' + item.json.label })) } }]).split('$').join('$$')`,
			options: {
				formTitle: t.choose.title,
				formDescription: escaped(part`$('Exports').all().length + ' exports, newest first' + ($('Exports').all().length > 100 ? '; the first 100 are shown' : '') + '.\nChoose one to get its files once more, or close the page if you only wanted to look.'`),
				buttonLabel: t.choose.button,
				customCss: `.container { width: 720px; max-width: 94vw; }
.header p, .form-header p { text-align: left; }`,
			},
		}, ONCE),
		'Chosen Export': set([768, 384], {
			export: js`$('Exports').all()[Number.parseInt($('Choose').first().json.export, 10) - 1]?.json.export ?? $('Choose').first().json.export`,
			...{ mode: 'manual', runId: js`$execution.id` },
		}, ONCE),
		'Get Export': exportAgain([960, 384], { flow: 'helios' }),
		'Note: two steps': note([1440, 544], [560, 128], t.notes.twoSteps, 4),
		'Note: log': note([-48, 752], [560, 128], t.notes.log, 4),
		'It Stopped': itStopped([1920, -288], t.itStopped),
		'Stop the Run': stopTheRun([2112, -288]),
		'When It Stops': whenItStops([960, 624]),
		'Tell Someone': tellSomeone([1152, 624], t.tellSomeone),
	},
	wires: {
		Export: [['Is There an Export?', 'No File?']],
		'Is There an Export?': ['Read Export File', 'Which Receipts'],
		'Read Export File': 'Take In',
		'Take In': ['Which Receipts', 'It Stopped'],
		'Which Receipts': 'What Waits',
		'What Waits': ['Helios', 'It Stopped'],
		Helios: ['Made Again?', 'It Stopped'],
		'Made Again?': [['Summary', 'The File'], 'Claim'],
		Claim: [['Book', 'The File'], 'It Stopped'],
		Book: [null, 'It Stopped'],
		'The File': 'Hand Over the ZIP',
		'Earlier Exports': [['Exports', 'No File?']],
		Exports: ['Any?', 'It Stopped'],
		'Any?': 'Choose',
		Choose: 'Chosen Export',
		'Chosen Export': 'Get Export',
		'Get Export': ['Helios', 'It Stopped'],
		Summary: [null, 'It Stopped'],
		'No File?': 'Nothing to Hand Over',
		'When It Stops': 'Tell Someone',
		'It Stopped': 'Stop the Run',
	},
}));
