import { js, node, part, workflow } from './build.mjs';
import { either, GO_ON, journal, merge, note, ONCE, ours, set, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, itStopped, stopTheRun, tellSomeone, whenItStops } from './pages.mjs';
import { createJournal, insertRows, newestRow, readJournal } from './tables.mjs';

const texts = {
	en: {
		name: 'eKasa → POHODA, by file',
		notes: {
			setUp: `## eKasa → POHODA, by file
For shops without a network connection to POHODA. **Set-up**
1. Both forms: choose a **Basic Auth** credential (the pages show business data).
2. **Waiting Records** and **Written Records**: *Ignore Records Before* = the first day that n8n shall send.
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
		handOverTheFile: { title: 'The file for POHODA is made' },
		nothingToHandOver: { title: 'No file was made' },
		pOHODASAnswer: {
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
		'Note: receive': note([720, -230], [560, 144], t.notes.receive, 4),
		'Note: send': note([1680, -230], [640, 160], t.notes.send, 4),
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
		'Create Journal': createJournal([384, 192]),
		'Newest Row': newestRow([576, 192]),
		'Read Journal': readJournal([768, 192], 'Newest Row', [
			{
				keyName: 'recordDate',
				condition: 'gte',
				keyValue: js`$('Read Export File').all().map(item => item.json.date || DateTime.fromISO(item.json.issuedAt ?? '', { zone: 'Europe/Prague' }).toISODate() || $now.setZone('Europe/Prague').toISODate()).map(date => String(date).slice(0, 10)).concat($now.setZone('Europe/Prague').toISODate()).sort()[0]`,
			},
		]),
		Receive: journal('record', 'receive', [960, 0], {}, TO_PAGE),
		'Store Receipts': insertRows([1152, 0]),
		'Newest Row Now': newestRow([1152, 192]),
		'Read Journal Now': readJournal([1344, 192], 'Newest Row Now'),
		'Waiting Records': journal('record', 'getWaiting', [1536, 192], {
			flow: 'pohoda',
			ignoreBefore: '2026-01-01',
			filters: { keys: js`['-'].concat($('Read Export File').all().map(item => item.json.key).filter(key => key))` },
			options: { mode: 'manual', includeWritten: js`$('Export File').first().json.again === 'Write again'` },
		}, TO_PAGE),
		POHODA: ours('pohoda', [1728, 0], {
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
		Results: journal('record', 'results', [1920, 0], { flow: 'pohoda', options: { mode: 'manual' } }, TO_PAGE),
		'Store Results': insertRows([2112, 0]),
		'Collect Files': node('aggregate', 1, [1920, 192], {
			aggregate: 'aggregateAllItemData',
			destinationFieldName: 'results',
			include: 'specifiedFields',
			fieldsToInclude: 'key',
			options: { includeBinaries: true },
		}),
		'Store Run': insertRows([1728, 384]),
		Then: merge([2112, 288]),
		Summary: set([2304, 288], {
			files: js`$('Collect Files').isExecuted ? Object.keys($('Collect Files').first().binary ?? {}).join(',') : ''`,
			text: js`(() => { const all = $('POHODA').isExecuted ? $('POHODA').all().map(item => item.json).filter(one => one.outcome) : []; const counts = {}; const words = { written: 'written into the file', duplicate: 'duplicate (in POHODA already)', waiting: 'waiting (POHODA was not reached)', unknown: 'unclear (looked up by the next run)' }; for (const one of all) { const word = one.outcome === 'preview' ? 'would be ' + (one.wouldBe ?? 'sent') : words[one.outcome] ?? one.outcome; counts[word] = (counts[word] ?? 0) + 1; } const open = all.filter(one => !['created', 'updated', 'unchanged', 'duplicate', 'written'].includes(one.outcome) || (one.warnings ?? []).some(warning => warning.problem)); const lines = Object.entries(counts).map(([outcome, count]) => count + ' ' + outcome); return (lines.length ? lines.join(', ') : 'There was nothing to send') + '.\n' + (a => a.alreadyKnown.length ? a.alreadyKnown.length + ' of the receipts were known already.\n' : '')($('Receive').all(1)[0].json) + $('Receive').all(1)[0].json.refused.map(one => '\n• ' + (one.place ?? '') + ': ' + one.reasons.join(' ')).join('') + open.slice(0, 50).map(one => '\n• ' + one.message).join('') + (open.length > 50 ? '\n… and ' + (open.length - 50) + ' more' : ''); })()`,
		}, ONCE),
		'Is There a File?': either([2496, 288], js`$json.files !== ''`),
		'Hand Over the File': ending([2688, 192], t.handOverTheFile.title, escaped(part`$('Summary').first().json.text + '\n\nImport it in POHODA: Soubor → Datová komunikace → XML import, with the check for duplicates switched on. Then give the answer file (folder Response) to the form POHODA’s Answer.'`), {}, js`$('Summary').first().json.files`),
		'Nothing to Hand Over': ending([2688, 384], t.nothingToHandOver.title, escaped(part`$('Summary').first().json.text`)),
		"POHODA's Answer": form([0, 691], 'pohoda-answer', t.pOHODASAnswer, [
			{
				fieldLabel: t.pOHODASAnswer.data,
				fieldName: 'data',
				fieldType: 'file',
				multipleFiles: false,
				acceptFileTypes: '.xml',
				requiredField: true,
			},
		]),
		'Create Journal (Answer)': createJournal([192, 883]),
		'Newest Row (Answer)': newestRow([384, 883]),
		'Read Journal (Answer)': readJournal([576, 883], 'Newest Row (Answer)'),
		'Written Records': journal('record', 'getWaiting', [768, 883], { flow: 'pohoda', ignoreBefore: '2026-01-01', filters: {}, options: { mode: 'manual', includeWritten: true } }, TO_PAGE),
		'Answer and Records': merge([960, 691]),
		'Read Answer File': ours('pohoda', [1152, 691], { resource: 'file', operation: 'readCommandLineAnswers', binaryPropertyName: 'data' }, TO_PAGE),
		'Results (Answer)': journal('record', 'results', [1344, 691], { flow: 'pohoda', options: { mode: 'manual' } }, TO_PAGE),
		'Store Results (Answer)': insertRows([1536, 691]),
		'Receipts Closed': ending([1728, 691], t.receiptsClosed.title, escaped(part`(() => { const all = $('Read Answer File').isExecuted ? $('Read Answer File').all().map(item => item.json).filter(one => one.outcome) : []; const counts = {}; const words = { written: 'written into the file', duplicate: 'duplicate (in POHODA already)', waiting: 'waiting (POHODA was not reached)', unknown: 'unclear (looked up by the next run)' }; for (const one of all) { const word = one.outcome === 'preview' ? 'would be ' + (one.wouldBe ?? 'sent') : words[one.outcome] ?? one.outcome; counts[word] = (counts[word] ?? 0) + 1; } const open = all.filter(one => !['created', 'updated', 'unchanged', 'duplicate', 'written'].includes(one.outcome) || (one.warnings ?? []).some(warning => warning.problem)); const lines = Object.entries(counts).map(([outcome, count]) => count + ' ' + outcome); return (lines.length ? lines.join(', ') : 'There was nothing to send') + '.\n' + '' + open.slice(0, 50).map(one => '\n• ' + one.message).join('') + (open.length > 50 ? '\n… and ' + (open.length - 50) + ' more' : ''); })()`)),
		'It Stopped': itStopped([2880, -192], t.itStopped),
		'Stop the Run': stopTheRun([3072, -192]),
		'When It Stops': whenItStops([192, 1190]),
		'Tell Someone': tellSomeone([384, 1190], t.tellSomeone),
	},
	wires: {
		'Export File': 'Read Export File',
		'Read Export File': [['Receive', 'Create Journal']],
		Receive: ['Store Receipts', 'Newest Row Now', 'It Stopped'],
		'Create Journal': 'Newest Row',
		'Newest Row': 'Read Journal',
		'Read Journal': 'Receive#1',
		'Newest Row Now': 'Read Journal Now',
		'Read Journal Now': 'Waiting Records',
		'Waiting Records': ['POHODA', 'Store Run', 'It Stopped'],
		POHODA: [['Results', 'Collect Files'], 'It Stopped'],
		Results: ['Store Results', 'It Stopped'],
		'Collect Files': 'Then',
		Then: 'Summary',
		Summary: 'Is There a File?',
		'Is There a File?': ['Hand Over the File', 'Nothing to Hand Over'],
		'Store Run': 'Then#1',
		"POHODA's Answer": [['Answer and Records', 'Create Journal (Answer)']],
		'Answer and Records': 'Read Answer File',
		'Read Answer File': ['Results (Answer)', 'It Stopped'],
		'Results (Answer)': ['Store Results (Answer)', 'It Stopped'],
		'Store Results (Answer)': 'Receipts Closed',
		'Create Journal (Answer)': 'Newest Row (Answer)',
		'Newest Row (Answer)': 'Read Journal (Answer)',
		'Read Journal (Answer)': 'Written Records',
		'Written Records': ['Answer and Records#1', null, 'It Stopped'],
		'When It Stops': 'Tell Someone',
		'It Stopped': 'Stop the Run',
	},
}));
