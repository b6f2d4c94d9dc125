import { js, node, part, workflow } from './build.mjs';
import { ALL_FIELDS, either, every, filter, GO_ON, journal, note, ONCE, ours, set, sftp, split, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, itStopped, stopTheRun, tellSomeone, whenItStops } from './pages.mjs';
import { createJournal, insertRows, newestRow, readJournal } from './tables.mjs';

const texts = {
	en: {
		name: '→ Helios, cloud storage',
		notes: {
			setUp: `## From the journal into the cloud storage of Helios
**Set-up**
1. All nodes of the storage: choose an *SFTP* credential.
2. **Settings**: the folder that Helios imports from, a folder for temporary files on the same disk, the first day that n8n shall export.
3. **Helios**: *Series* (řada účtenek) of each register, codes and payments as your Helios has them.
4. **Run Now**: choose a *Basic Auth* credential. Publish.

n8n keeps the journal as it was read with every run that it saves (14 days). Too much for your disk? ⋯ → *Settings* → *Save successful production executions*: Do not save; the journal and the status page know the runs all the same.`,
			folders: `\`setsAs\` = \`folders\`: each export is a folder of its own, which appears whole, by one renaming. Switch on *Importovat z podadresářů 1. úrovně* in Helios.
\`setsAs\` = \`files\`: the five files stand in the folder, renamed one after the other, Uctenky.txt last: only for an import that waits for Uctenky.txt, such as workflow 12.`,
			announce: `### Announced before a file leaves
The journal says first which export has each receipt. A run that dies is repeated later: same prefix, same export time, same bytes. Of two runs at once one gives way.`,
			mark: `### Killed at any moment
Nothing is renamed before the mark \`.ready\` is there, and the mark goes only after the journal says *written*. So a later run knows whether to upload anew or to go on renaming: no export is doubled, and as folders none is ever half visible.`,
		},
		runNow: {
			title: 'Export receipts to Helios',
			description: 'Exports what waits in the journal, as the run every 6 hours does. A preview writes nothing and shows what would go.',
			button: 'Go',
			what: 'What to do',
			registers: 'Series or registers',
			registersExample: 'e.g. 001 or P1, P2; empty: all',
			from: 'Receipts from',
			to: 'Receipts to',
		},
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: 'Exporting receipts to Helios stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('11-helios-cloud', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -432], [624, 368], t.notes.setUp),
		'Note: folders': note([624, -352], [496, 160], t.notes.folders, 7),
		'Every 6 Hours': every([0, 0], { field: 'hours', hoursInterval: 6 }),
		'Run Now': form([0, 192], 'helios-run-now', t.runNow, [
			{
				fieldLabel: t.runNow.what,
				fieldName: 'what',
				fieldType: 'dropdown',
				fieldOptions: { values: [{ option: 'Preview' }, { option: 'Export' }] },
				defaultValue: 'Preview',
				requiredField: true,
			},
			{ fieldLabel: t.runNow.registers, fieldName: 'registers', placeholder: t.runNow.registersExample },
			{ fieldLabel: t.runNow.from, fieldName: 'from', fieldType: 'date' },
			{ fieldLabel: t.runNow.to, fieldName: 'to', fieldType: 'date' },
		]),
		Settings: set([192, 0], {
			ignoreBefore: '2026-01-01',
			folder: '/helios',
			temporary: '/helios/.n8n',
			setsAs: 'folders',
			byForm: [js`$json.formMode !== undefined`, 'boolean'],
			preview: [js`$json.formMode !== undefined && $json.what !== 'Export'`, 'boolean'],
			from: js`$json.from ?? ''`,
			to: js`$json.to ?? ''`,
			registers: js`$json.registers ?? ''`,
		}),
		'Create Journal': createJournal([384, 0]),
		'Newest Row': newestRow([576, 0]),
		'Read Journal': readJournal([768, 0]),
		'Waiting Records': journal('record', 'getWaiting', [960, 0], {
			flow: 'helios',
			ignoreBefore: js`$('Settings').first().json.ignoreBefore`,
			filters: {
				dateFrom: js`$('Settings').first().json.from`,
				dateTo: js`$('Settings').first().json.to`,
				registers: js`(text => text.split(/[,;\n]/).map(one => one.trim()).filter(one => one).flatMap(one => { const rows = ($('Helios').params.series?.row ?? []).filter(row => row.series === one); return rows.length ? rows.map(row => row.register) : [one]; }))($('Settings').first().json.registers)`,
			},
			options: { mode: js`$('Settings').first().json.byForm ? 'manual' : 'auto'` },
		}, TO_PAGE),
		Helios: ours('helios', [1152, 0], {
			resource: 'salesReceipt',
			operation: 'writeExportFiles',
			series: { row: [] },
			defaultSeries: '',
			output: 'files',
			exportedBy: 'n8n',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, TO_PAGE),
		Announce: set([1344, 0], {
			outcome: js`$json.outcome === 'written' ? 'unknown' : $json.outcome`,
			message: js`$json.outcome === 'written' ? $json.message.split(', was written')[0] + ', is announced for the export ' + $json.export.id + '. If the run stops now, a later one makes the same files.' : $json.message`,
		}, {}, ALL_FIELDS),
		'Results (Announced)': journal('record', 'results', [1536, 0], { flow: 'helios', options: { mode: js`$('Settings').first().json.byForm ? 'manual' : 'auto'` } }, TO_PAGE),
		'Store Announced': insertRows([1728, 0]),
		Wait: node('wait', 1.1, [1920, 0], { amount: 3, unit: 'seconds' }, ONCE),
		'Newest Row Now': newestRow([2112, 0]),
		'Read Journal Now': readJournal([2304, 0], 'Newest Row Now', [{ keyName: 'flow', condition: 'eq', keyValue: 'helios' }]),
		Confirm: journal('export', 'confirm', [2496, 0], { flow: 'helios', options: {} }, TO_PAGE),
		'Note: announce': note([1520, -208], [704, 144], t.notes.announce, 4),
		'Confirmed Exports': filter([1344, 240], js`$('Confirm').isExecuted && $('Confirm').all().some(one => one.json.confirmed && one.json.export === $json.export?.id) && Object.keys($binary ?? {}).length > 0`),
		'Make Folder': sftp('upload', [1536, 240], {
			path: js`$('Settings').first().json.temporary + '/' + 'n8n.txt'`,
			binaryData: false,
			fileContent: 'Temporary files of n8n. A file called .ready says that an export is uploaded and is being renamed.',
		}, ONCE),
		'What Is There': sftp('list', [1728, 240], { path: js`$('Settings').first().json.temporary`, recursive: false }, ONCE),
		'Not Uploaded Yet': filter([1536, 416], js`!$('What Is There').all().some(one => one.json.name === $json.export.id + '.ready')`),
		'Name the Files': set([1728, 416], {
			files: [
				js`['Uctenky', 'UctenkyPol', 'UctenkyFin', 'UctenkyUhr', 'UctenkyEtal'].map(file => ({ file, path: $('Settings').first().json.temporary + '/' + ($('Settings').first().json.setsAs === 'folders' ? $json.export.id + '.part/' + $json.export.id + '_' + file + '.txt' : $json.export.id + '_' + file + '.txt.part') }))`,
				'array',
			],
		}, {}, ALL_FIELDS),
		'One by One': split([1920, 416], 'files', { include: 'selectedOtherFields', fieldsToInclude: 'export', options: { includeBinary: true } }),
		Upload: sftp('upload', [2112, 416], { path: js`$json.files.path`, binaryData: true, binaryPropertyName: js`$json.files.file` }),
		'All Five Are There': filter([2304, 416], js`$json.files.file === 'Uctenky'`),
		'Mark as Ready': sftp('upload', [2496, 416], { path: js`$('Settings').first().json.temporary + '/' + $json.export.id + '.ready'`, binaryData: false, fileContent: 'ready' }),
		'What Is There Now': sftp('list', [1536, 592], { path: js`$('Settings').first().json.temporary`, recursive: false }, ONCE),
		'Still Temporary': filter([1728, 592], js`String($json.name).endsWith('.part') && $('Confirmed Exports').all().some(one => $json.name.startsWith(one.json.export.id))`),
		'Uctenky Last': node('sort', 1, [1920, 592], { sortFieldsUi: { sortField: [{ fieldName: 'name', order: 'descending' }] }, options: {} }),
		Rename: sftp('rename', [2112, 592], {
			oldPath: js`$('Settings').first().json.temporary + '/' + $json.name`,
			newPath: js`$('Settings').first().json.folder + '/' + $json.name.slice(0, -5)`,
			options: {},
		}),
		'Confirmed Receipts': filter([1344, 768], js`$json.outcome === 'written' && $('Confirm').isExecuted && $('Confirm').all().some(one => one.json.confirmed && one.json.export === $json.export?.id)`),
		'Say Where': set([1536, 768], {
			message: js`$json.message.replace('Import its five files in Helios', 'Its five files are in ' + $('Settings').first().json.folder + '; import them in Helios')`,
		}, {}, ALL_FIELDS),
		Results: journal('record', 'results', [1728, 768], { flow: 'helios', options: { mode: js`$('Settings').first().json.byForm ? 'manual' : 'auto'` } }, TO_PAGE),
		'Store Results': insertRows([1920, 768]),
		'Finished Exports': filter([1344, 944], js`$('Confirm').isExecuted && $('Confirm').all().some(one => one.json.confirmed && one.json.export === $json.export?.id) && Object.keys($binary ?? {}).length > 0`),
		'Remove the Mark': sftp('delete', [1536, 944], { path: js`$('Settings').first().json.temporary + '/' + $json.export.id + '.ready'`, options: {} }, GO_ON),
		'Note: mark': note([2352, 576], [544, 160], t.notes.mark, 4),
		'Needs a Person': filter([1344, 1120], js`$('Helios').all().some(item => ['held', 'refused', 'changed'].includes(item.json.outcome) || (item.json.warnings ?? []).some(one => one.problem))`, ONCE),
		'Write Message': set([1536, 1120], {
			subject: js`$('Helios').all().filter(item => ['held', 'refused', 'changed'].includes(item.json.outcome) || (item.json.warnings ?? []).some(one => one.problem)).length + ' receipts need a decision'`,
			text: js`$('Helios').all().map(item => item.json).filter(one => ['held', 'refused', 'changed'].includes(one.outcome) || (one.warnings ?? []).some(warning => warning.problem)).map(one => one.message).join('\n\n') + '\n\nThe form Problems lists them.'`,
		}),
		'Not a Preview': filter([1152, -192], js`!$('Settings').first().json.preview`),
		'Store Run': insertRows([1344, -192]),
		'From the Form': filter([1152, 1488], js`$('Settings').first().json.byForm`),
		'Show What Was Done': ending([1344, 1488], js`$('Settings').first().json.preview ? 'Preview: nothing was written' : 'Done'`, escaped(part`(() => { const all = $('Helios').isExecuted ? $('Helios').all().map(item => item.json).filter(one => one.outcome) : []; const counts = {}; const words = { written: 'written', waiting: 'waiting', unknown: 'unclear (looked up by the next run)' }; const exports = $('Confirm').isExecuted ? $('Confirm').all().map(item => item.json) : []; const stay = exports.filter(one => !one.confirmed).map(one => one.export); for (const one of all) { const word = one.outcome === 'preview' ? 'would be ' + (one.wouldBe ?? 'written') : one.outcome === 'written' && stay.includes(one.export?.id) ? 'not written' : words[one.outcome] ?? one.outcome; counts[word] = (counts[word] ?? 0) + 1; } const open = all.filter(one => !['unchanged', 'written'].includes(one.outcome)); const lines = Object.entries(counts).map(([outcome, count]) => count + ' ' + outcome); return (lines.length ? lines.join(', ') : 'There was nothing to export') + '.\n' + exports.map(one => '\n• ' + (one.confirmed ? one.export + ' is in ' + $('Settings').first().json.folder + ' (' + one.records + ' receipts).' : one.message)).join('') + open.slice(0, 50).map(one => '\n• ' + one.message).join('') + (open.length > 50 ? '\n… and ' + (open.length - 50) + ' more' : ''); })()`)),
		'By the Form?': either([2976, -288], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([3168, -288], t.itStopped),
		'Stop the Run': stopTheRun([3360, -288]),
		'When It Stops': whenItStops([1728, 1312]),
		'Tell Someone': tellSomeone([1920, 1120], t.tellSomeone),
	},
	wires: {
		'Every 6 Hours': 'Settings',
		'Run Now': 'Settings',
		Settings: 'Create Journal',
		'Create Journal': 'Newest Row',
		'Newest Row': 'Read Journal',
		'Read Journal': 'Waiting Records',
		'Waiting Records': ['Helios', ['Not a Preview', 'From the Form'], 'By the Form?'],
		Announce: 'Results (Announced)',
		'Results (Announced)': ['Store Announced', 'By the Form?'],
		'Store Announced': 'Wait',
		Wait: 'Newest Row Now',
		'Newest Row Now': 'Read Journal Now',
		'Read Journal Now': 'Confirm',
		Helios: [['Announce', 'Confirmed Exports', 'Confirmed Receipts', 'Finished Exports', 'Needs a Person'], 'By the Form?'],
		'Confirmed Exports': [['Make Folder', 'Not Uploaded Yet', 'What Is There Now']],
		'Make Folder': 'What Is There',
		'Not Uploaded Yet': 'Name the Files',
		'Name the Files': 'One by One',
		'One by One': 'Upload',
		Upload: 'All Five Are There',
		'All Five Are There': 'Mark as Ready',
		'What Is There Now': 'Still Temporary',
		'Still Temporary': 'Uctenky Last',
		'Uctenky Last': 'Rename',
		'Confirmed Receipts': 'Say Where',
		'Say Where': 'Results',
		Results: ['Store Results', 'By the Form?'],
		'Finished Exports': 'Remove the Mark',
		'Needs a Person': 'Write Message',
		'Write Message': 'Tell Someone',
		'Not a Preview': 'Store Run',
		'From the Form': 'Show What Was Done',
		'When It Stops': 'Tell Someone',
		Confirm: [null, 'By the Form?'],
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
