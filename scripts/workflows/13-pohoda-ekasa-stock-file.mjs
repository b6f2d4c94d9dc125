import { js, node, part, workflow } from './build.mjs';
import { report } from './journal.mjs';
import { either, note, ONCE, ours, sourceWins, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, page, tellSomeone, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: 'POHODA → eKasa stock, by file with consent',
		notes: {
			setUp: `## POHODA → eKasa stock, by file
For registers that take the whole stock list from a file. **Set-up**
1. **Stock File**: choose a *Basic Auth* credential.
2. **Compare** and **Replace**: add under *Rules* which warehouses and price level the register sells from; both nodes must say the same.
3. Publish. The address of the form stands in **Stock File**.

Before an import make a backup in the eKasa itself as well: Menu → Nápověda → Záloha na USB → Archivace údajů.`,
			salesFirst: `### Sales before stock
While sales of the register wait in the journal, its stock is not overwritten: what was sold would come back on the shelf. Send the sales first, then export the stock again.`,
			consent: `### Nothing without consent
The person sees every difference first. Only the ticked box makes the file; the stock that the register has now is handed out with it as a backup.

The lists are compared again after the consent, and so are the sales: a page may stay open for an hour.`,
		},
		stockFile: {
			title: 'Stock for the register',
			description: `The import overwrites all stock of the register with what this file says, and that cannot be undone. You see the differences first and decide then.

Export the stock of the warehouse in POHODA (Soubor → Datová komunikace → XML export). With the stock that the register has now (for example the file of the last import) you also see what would change, and get it back as a backup.`,
			button: 'Compare',
			stock: 'Stock list of POHODA',
			current: 'Stock of the register now',
			registers: 'Registers',
			registersExample: 'e.g. P1; empty: all',
		},
		showDifferences: {
			title: 'What would change in the register',
			description: 'The import overwrites all stock of the register with what this file says, and that cannot be undone. Make a backup in the eKasa first: Menu → Nápověda → Záloha na USB → Archivace údajů.',
			button: 'Make the file',
			consent: 'I know that the import overwrites all stock of the register and cannot be undone.',
		},
		handOver: {
			title: 'The file for the register is made',
			advice: 'The second file is the backup of what the register had. Import the first one in eKancelář: Nastavení pokladny → Pohoda – manuální synchronizace → Import.',
		},
		notMade: { title: 'No file was made', nothing: 'Nothing to change' },
		tellSomeone: { stopped: 'The stock form stopped', advice: 'Nothing was changed: the register has the stock that it had.' },
	},
};

/** POHODA's value counts in each of these. */
const FROM_POHODA = sourceWins('quantity', 'price', 'name', 'unit', 'vatRate', 'eans');

/** Both lists are files of the form, the second one if the person has it. */
const lists = (reports, confirmReplacement) => ({
	mode: 'replacement',
	confirmReplacement,
	matchBy: 'code',
	fields: FROM_POHODA,
	allow: ['create', 'remove', 'update'],
	journalState: js`$('${reports}').first().json.reports`,
	rules: {},
	options: {
		flow: 'pohoda',
		maxChangedPercent: 100,
		maxRemovedPercent: 50,
		sourceBinary: 'stock',
		targetBinary: 'current',
		targetMayBeMissing: true,
		whenStopped: 'summary',
		outputAs: 'file',
		registers: js`$('Stock File').first().json.registers ?? ''`,
	},
});

export default workflow('13-pohoda-ekasa-stock-file', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -352], [560, 304], t.notes.setUp),
		'Note: sales first': note([528, -208], [560, 160], t.notes.salesFirst, 4),
		'Note: consent': note([1120, -240], [560, 192], t.notes.consent, 4),
		'Stock File': form([0, 0], 'pohoda-ekasa-stock', t.stockFile, [
			{
				fieldLabel: t.stockFile.stock,
				fieldName: 'stock',
				fieldType: 'file',
				multipleFiles: false,
				acceptFileTypes: '.xml',
				requiredField: true,
			},
			{ fieldLabel: t.stockFile.current, fieldName: 'current', fieldType: 'file', multipleFiles: false, acceptFileTypes: '.xml, .csv, .jsonl' },
			{ fieldLabel: t.stockFile.registers, fieldName: 'registers', placeholder: t.stockFile.registersExample },
		]),
		Report: report([192, 0], { flow: 'pohoda' }),
		Compare: ours('stockSync', [384, 0], lists('Report', false), TO_PAGE),
		'To Be Decided?': either([576, 0], js`$json.stoppedBy === 'notConfirmed' && $json.create + $json.update + $json.remove > 0`),
		'Show Differences': page([768, 0], {
			defineForm: 'json',
			// A dollar sign would mean something to n8n.
			jsonOutput: js`JSON.stringify([{fieldType: 'html', html: $json.html}, {fieldLabel: 'Consent', fieldName: 'consent', fieldType: 'checkbox', requiredField: true, fieldOptions: {values: [{option: '${t.showDifferences.consent}'}]} }]).replaceAll('$', '$$$$')`,
			options: {
				formTitle: t.showDifferences.title,
				formDescription: t.showDifferences.description,
				buttonLabel: t.showDifferences.button,
				customCss: `.container { width: 900px; max-width: 96vw; }
.header p, .form-header p { text-align: left; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
td, th { text-align: left; padding: 3px 8px; border-bottom: 1px solid #e3e7ec; vertical-align: top; }`,
			},
		}, ONCE),
		'Not Now': ending([768, 192], js`$json.stoppedBy === 'notConfirmed' ? '${t.notMade.nothing}' : '${t.notMade.title}'`, escaped(part`String($json.error ?? $json.message) + ($json.details ? '\n\n' + $json.details : '')`)),
		'Report Again': report([960, 0], { flow: 'pohoda' }),
		'Lists Again': node('merge', 3.2, [1152, 0], { mode: 'chooseBranch', useDataOfInput: 1 }),
		Replace: ours('stockSync', [1344, 0], lists('Report Again', true), TO_PAGE),
		'Let Through?': either([1536, 192], js`$json.outcome !== 'stopped'`),
		'List and Backup': node('merge', 3.2, [1728, 0], { mode: 'combine', combineBy: 'combineByPosition', options: {} }),
		'Write Import File': ours('ekasa', [1920, 0], {
			resource: 'stock',
			operation: 'writeImportFile',
			confirmOverwrite: js`[].concat($('Show Differences').first().json.consent ?? []).includes('${t.showDifferences.consent}')`,
			stockFrom: 'file',
			binaryPropertyName: 'data',
			backupField: 'backup',
			options: {},
		}, TO_PAGE),
		'Hand Over': ending([2112, 0], t.handOver.title, escaped(part`$json.message + '\n\n${t.handOver.advice}'`), {}, 'data,backup'),
		'Not Made': ending([2112, 192], t.notMade.title, escaped(part`String($json.error ?? $json.message) + ($json.details ? '\n\n' + $json.details : '')`)),
		'When It Stops': whenItStops([192, 480]),
		'Tell Someone': tellSomeone([384, 480], t.tellSomeone),
	},
	wires: {
		'Stock File': 'Report',
		Report: [['Compare', 'Compare#1', 'Lists Again'], 'Not Now'],
		Compare: [null, null, 'To Be Decided?', 'Not Now'],
		'To Be Decided?': ['Show Differences', 'Not Now'],
		'Show Differences': 'Report Again',
		'Report Again': ['Lists Again#1', 'Not Made'],
		'Lists Again': [['Replace', 'Replace#1']],
		Replace: ['List and Backup', null, 'Let Through?', 'Not Made'],
		'Let Through?': ['List and Backup#1', 'Not Made'],
		'List and Backup': 'Write Import File',
		'Write Import File': ['Hand Over', 'Not Made'],
		'When It Stops': 'Tell Someone',
	},
}));
