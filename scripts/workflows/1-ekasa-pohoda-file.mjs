import { js, node, workflow } from './build.mjs';
import { book, takeIn, whatWaits } from './journal.mjs';
import { either, GO_ON, merge, note, ONCE, ours, set, TO_PAGE } from './nodes.mjs';
import { ending, form, itStopped, stopTheRun, tellSomeone, told, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: 'eKasa → POHODA, by file',
		notes: {
			setUp: `## eKasa → POHODA, by file
For shops without a network connection to POHODA. **Set-up**
1. Both forms: choose a **Basic Auth** credential (the pages show business data).
2. **Which Receipts** and **Which Are Written**: \`ignoreBefore\` = the first day that n8n shall send.
3. **POHODA**: the accountant’s *Posting Rules*.
4. **Read Export File**: a *Register* name, if the export names none.
5. Publish the workflow; the form addresses stand in the two form nodes.`,
			receive: `### Into the journal
The receipts of the export go into the Data Table \`sync_journal\`. A receipt that is known already is recognised; one that cannot be read or does not add up is stored as a problem with the reason.`,
			send: `### Into the file
Every receipt of this export that is not in POHODA yet. The same journal and flow name (\`pohoda\`) as *eKasa → POHODA, automatic*: what one has sent, the other leaves out. The journal is written before you get the file.`,
			answer: `### The answer
Only the answer tells what POHODA did with the file: until then the receipts are *written*.`,
		},
		exportFile: {
			title: 'Receipts for POHODA',
			description: 'Drop the export of eKancelář (Nastavení pokladny → Pohoda – manuální synchronizace → Export). You get the XML file for the import wizard of POHODA and a summary. A receipt that went into an earlier file is left out.',
			button: 'Make the file',
			data: 'Export file',
			ico: 'IČO of the accounting unit',
			icoExample: 'e.g. 12345678',
			again: 'Receipts that are in an earlier file',
		},
		handOverTheFile: {
			title: 'The file for POHODA is made',
			advice: 'Import it in POHODA: Soubor → Datová komunikace → XML import, with the check for duplicates switched on. Then give the answer file (folder Response) to the form POHODA’s Answer.',
		},
		nothingToHandOver: { title: 'No file was made' },
		pohodasAnswer: {
			title: 'Answer of POHODA',
			description: 'Drop the answer file that the import wizard of POHODA left in the folder Response beside the imported file. It closes the receipts in the journal.',
			button: 'Close the receipts',
			data: 'Answer file',
		},
		receiptsClosed: { title: 'The answer is in the journal' },
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: 'eKasa → POHODA, by file stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('1-ekasa-pohoda-file', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -336], [560, 288], t.notes.setUp),
		'Note: receive': note([528, -336], [560, 144], t.notes.receive, 4),
		'Note: send': note([1120, -336], [640, 160], t.notes.send, 4),
		'Note: answer': note([-48, 528], [560, 112], t.notes.answer, 4),
		'Export File': form([0, 0], 'ekasa-pohoda-file', t.exportFile, [
			{
				fieldLabel: t.exportFile.data,
				fieldName: 'data',
				fieldType: 'file',
				multipleFiles: false,
				acceptFileTypes: '.xml',
				requiredField: true,
			},
			{ fieldLabel: t.exportFile.ico, fieldName: 'ico', placeholder: t.exportFile.icoExample, requiredField: true },
			{
				fieldLabel: t.exportFile.again,
				fieldName: 'again',
				fieldType: 'dropdown',
				fieldOptions: { values: [{ option: 'Leave out' }, { option: 'Write again' }] },
				defaultValue: 'Leave out',
				requiredField: true,
			},
		]),
		'Read Export File': ours('ekasa', [192, 0], {
			resource: 'salesReceipt',
			operation: 'readExportFile',
			binaryPropertyName: 'data',
			source: 'ekasa',
			register: '',
			identity: 'number',
			options: {},
		}, GO_ON),
		'Take In': takeIn([384, 0], { toPerson: true }),
		'Which Receipts': set([576, 0], {
			...{ flow: 'pohoda', ignoreBefore: '2026-01-01' },
			keys: [js`['-'].concat($('Read Export File').all().map(item => item.json.key).filter(key => key))`, 'array'],
			includeWritten: [js`$('Export File').first().json.again === 'Write again'`, 'boolean'],
			...{ mode: 'manual', runId: js`$execution.id` },
		}),
		'What Waits': whatWaits([768, 0]),
		POHODA: ours('pohoda', [960, 0], {
			resource: 'salesReceipt',
			operation: 'create',
			delivery: 'xmlFile',
			ico: js`$('Export File').first().json.ico`,
			postingRulesFrom: 'table',
			postingRules: {
				rule: [
					{ payment: 'cash', paymentForm: { __rl: true, mode: 'code', value: 'Hotově' } },
					{ payment: 'card', paymentForm: { __rl: true, mode: 'code', value: 'Plat.kartou' } },
					{ payment: 'mealVoucher', paymentForm: { __rl: true, mode: 'code', value: 'Stravenky' } },
				],
			},
			documents: 'perReceipt',
			whenRunFromEditor: 'send',
			options: { outputBinaryField: 'pohodaXml' },
		}, TO_PAGE),
		Book: book([1152, 0], { flow: 'pohoda', system: 'POHODA' }),
		'Collect Files': node('aggregate', 1, [1152, 192], {
			aggregate: 'aggregateAllItemData',
			destinationFieldName: 'results',
			include: 'specifiedFields',
			fieldsToInclude: 'key',
			options: { includeBinaries: true },
		}),
		Then: merge([1344, 288]),
		'Is There a File?': either([1536, 288], js`$('Collect Files').isExecuted && Object.keys($('Collect Files').first().binary ?? {}).length > 0`, ONCE),
		'Hand Over the File': ending([1728, 192], t.handOverTheFile.title, js`$('Book').first().json.html + $('Take In').first().json.html + '\n\n${t.handOverTheFile.advice}'`, ONCE, js`Object.keys($('Collect Files').first().binary).join(',')`),
		'Nothing to Hand Over': ending([1728, 384], t.nothingToHandOver.title, told('Book', 'send', 'Take In'), ONCE),
		"POHODA's Answer": form([0, 691], 'pohoda-answer', t.pohodasAnswer, [
			{
				fieldLabel: t.pohodasAnswer.data,
				fieldName: 'data',
				fieldType: 'file',
				multipleFiles: false,
				acceptFileTypes: '.xml',
				requiredField: true,
			},
		]),
		'Which Are Written': set([192, 883], { flow: 'pohoda', ignoreBefore: '2026-01-01', includeWritten: true, mode: 'manual', runId: js`$execution.id`, preview: true }),
		'What Waits (Answer)': whatWaits([384, 883]),
		'Answer and Records': merge([576, 691]),
		'Read Answer File': ours('pohoda', [768, 691], { resource: 'file', operation: 'readCommandLineAnswers', binaryPropertyName: 'data' }, TO_PAGE),
		'Book (Answer)': book([960, 691], { flow: 'pohoda', system: 'POHODA' }),
		'Receipts Closed': ending([1152, 691], t.receiptsClosed.title, told('Book (Answer)', 'send')),
		'It Stopped': itStopped([1920, -192], t.itStopped),
		'Stop the Run': stopTheRun([2112, -192]),
		'When It Stops': whenItStops([0, 1094]),
		'Tell Someone': tellSomeone([192, 1094], t.tellSomeone),
	},
	wires: {
		'Export File': 'Read Export File',
		'Read Export File': 'Take In',
		'Take In': [['Which Receipts', 'Then#1'], 'It Stopped'],
		'Which Receipts': 'What Waits',
		'What Waits': ['POHODA', 'It Stopped'],
		POHODA: [['Book', 'Collect Files'], 'It Stopped'],
		Book: [null, 'It Stopped'],
		'Collect Files': 'Then',
		Then: 'Is There a File?',
		'Is There a File?': ['Hand Over the File', 'Nothing to Hand Over'],
		"POHODA's Answer": [['Answer and Records', 'Which Are Written']],
		'Which Are Written': 'What Waits (Answer)',
		'What Waits (Answer)': ['Answer and Records#1', 'It Stopped'],
		'Answer and Records': 'Read Answer File',
		'Read Answer File': ['Book (Answer)', 'It Stopped'],
		'Book (Answer)': ['Receipts Closed', 'It Stopped'],
		'When It Stops': 'Tell Someone',
		'It Stopped': 'Stop the Run',
	},
}));
