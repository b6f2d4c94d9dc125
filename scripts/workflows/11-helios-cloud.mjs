import { js, workflow } from './build.mjs';
import { claim } from './exportCalls.mjs';
import { book, RUN, whatWaits } from './journal.mjs';
import { either, every, filter, GO_ON, note, ONCE, ours, set, sftp, TO_PAGE } from './nodes.mjs';
import { ending, form, itStopped, stopTheRun, tellSomeone, told, whenItStops } from './pages.mjs';

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
**Claim**: the journal says first which export has each receipt. A run that dies is repeated later: same prefix, same export time, same bytes. Of two runs at once one gives way.`,
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

const CHOOSE = { resource: 'salesReceipt', operation: 'chooseExportFiles', temporary: js`$('Settings').first().json.temporary` };
const listed = (node) => js`$('${node}').all().map(item => item.json.name)`;

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
			...{ flow: 'helios', ignoreBefore: '2026-01-01', folder: '/helios', temporary: '/helios/.n8n', setsAs: 'folders' },
			preview: [js`$json.formMode !== undefined && $json.what !== 'Export'`, 'boolean'],
			from: js`$json.from ?? ''`,
			to: js`$json.to ?? ''`,
			registers: [js`(text => text.split(/[,;\n]/).map(one => one.trim()).filter(one => one).flatMap(one => { const rows = ($('Helios').params.series?.row ?? []).filter(row => row.series === one); return rows.length ? rows.map(row => row.register) : [one]; }))($json.registers ?? '')`, 'array'],
			...RUN,
		}),
		'What Waits': whatWaits([384, 0]),
		Helios: ours('helios', [576, 0], {
			resource: 'salesReceipt',
			operation: 'writeExportFiles',
			series: { row: [] },
			defaultSeries: '',
			output: 'files',
			exportedBy: 'n8n',
			whenRunFromEditor: 'preview',
			options: { place: js`$('Settings').first().json.folder`, previewOnly: js`$('Settings').first().json.preview` },
		}, TO_PAGE),
		Claim: claim([768, 0], { flow: 'helios' }),
		'Note: announce': note([400, 336], [480, 160], t.notes.announce, 4),
		'May Leave': filter([960, 0], js`$json.export?.confirmed === true && Object.keys($binary ?? {}).length > 0`),
		'Make Folder': sftp('upload', [1152, 0], {
			path: js`$('Settings').first().json.temporary + '/n8n.txt'`,
			binaryData: false,
			fileContent: 'Temporary files of n8n. A file called .ready says that an export is uploaded and is being renamed.',
		}, ONCE),
		'What Is There': sftp('list', [1344, 0], { path: js`$('Settings').first().json.temporary`, recursive: false }, ONCE),
		'Choose Uploads': ours('helios', [1152, 192], { ...CHOOSE, step: 'upload', there: listed('What Is There'), setsAs: js`$('Settings').first().json.setsAs` }, TO_PAGE),
		Upload: sftp('upload', [1344, 192], { path: js`$json.path`, binaryData: true, binaryPropertyName: 'data' }),
		'What Is There Now': sftp('list', [1152, 384], { path: js`$('Settings').first().json.temporary`, recursive: false }, ONCE),
		'Choose Renames': ours('helios', [1152, 576], { ...CHOOSE, step: 'rename', there: listed('What Is There Now'), folder: js`$('Settings').first().json.folder` }, TO_PAGE),
		Rename: sftp('rename', [1344, 576], { oldPath: js`$json.from`, newPath: js`$json.to`, options: {} }),
		'Note: mark': note([1520, 176], [544, 160], t.notes.mark, 4),
		Book: book([960, 768], { flow: 'helios', system: 'Helios', verb: 'export' }),
		'Needs a Person': filter([1152, 768], js`$json.needsPerson > 0`),
		'Tell Someone': tellSomeone([1344, 768], t.tellSomeone),
		'Has Left': filter([960, 960], js`$json.export?.confirmed === true && Object.keys($binary ?? {}).length > 0`),
		'Remove the Mark': sftp('delete', [1152, 960], { path: js`$('Settings').first().json.temporary + '/' + $json.export.id + '.ready'`, options: {} }, GO_ON),
		'Show What Was Done': ending([384, 1152], js`$('Settings').first().json.preview ? 'Preview: nothing was written' : 'Done'`, told('Book', 'export')),
		'By the Form?': either([1536, -384], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([1728, -384], t.itStopped),
		'Stop the Run': stopTheRun([1920, -384]),
		'When It Stops': whenItStops([1152, 1152]),
	},
	wires: {
		'Every 6 Hours': 'Settings',
		'Run Now': [['Settings', 'Show What Was Done']],
		Settings: 'What Waits',
		'What Waits': ['Helios', 'By the Form?'],
		Helios: ['Claim', 'By the Form?'],
		Claim: [['May Leave', 'Book', 'Has Left'], 'By the Form?'],
		'May Leave': [['Make Folder', 'Choose Uploads', 'What Is There Now', 'Choose Renames']],
		'Make Folder': 'What Is There',
		'Choose Uploads': ['Upload', 'By the Form?'],
		'Choose Renames': ['Rename', 'By the Form?'],
		Book: ['Needs a Person', 'By the Form?'],
		'Needs a Person': 'Tell Someone',
		'Has Left': 'Remove the Mark',
		'When It Stops': 'Tell Someone',
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
