import { js, node, workflow } from './build.mjs';
import { report } from './journal.mjs';
import { byHand, either, every, filter, GO_ON, note, ONCE, ONLY_FILES, ours, set, sftp, sourceWins, stop } from './nodes.mjs';
import { tellSomeone, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: 'POHODA → register stock, automatic',
		notes: {
			setUp: `## POHODA → register stock, every morning
Writes what has changed in POHODA since the register's last list into a folder from which the register (or its back office) takes it. **Set-up**
1. **Settings**: \`folder\` on the SFTP server, with a subfolder \`register\` in it; \`registers\` that sell from this stock (empty: all); \`onlyChanges\`, see the note.
2. **Stock of POHODA**: a *POHODA mServer API* credential, and the warehouse under *Filters*. All SFTP nodes: an *SFTP* credential.
3. **Compare** and **Whole List**: what is compared and allowed; both must say the same. Nothing is removed unless you add *Remove* to both.
4. **Tell Someone**: an SMTP credential, or another messenger. Publish.

Has your till a node or an API of its own? Put it in the place of **Write Changes File** to **Show Changes**.

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Timezone* Europe/Prague, else 05:00 is not 05:00 in Prague: a run notices that, does nothing and says so.`,
			salesFirst: `### Sales before stock
The run stops while sales wait for accounting: their goods would come back on the shelf. So does a list that is empty or cut off, or in which too much would change; **Tell Someone** says why.`,
			changes: `### Whole lists, or only what has changed
Every run compares whole lists. With \`onlyChanges\` in **Settings** POHODA is asked only for what changed since the list that the register has (its time by POHODA's clock stands in the name of the file, and the question looks a minute further back): nothing is removed then, and the run on \`wholeListDay\` (7 = Sunday) compares whole lists. Switch it on only if your POHODA counts a movement of goods as a change of the card: look whether a sale comes with the next run.`,
			twice: `### Repeating does no harm
The file of changes holds absolute values and is named after the list it starts from. Killed in the middle, the next run starts from the same list and writes the same file anew; only when it is in place does the new list of the register follow. Files ending in \`.part\` are never read.`,
		},
		conflicts: { subject: 'Stock for the register: conflicts:', advice: 'The register keeps what it has for these items.' },
		timeZone: 'of Prague, so nothing was done. Open the menu of this workflow (⋯) → Settings → Timezone, choose Europe/Prague, save and publish it again.',
		tellSomeone: { stopped: 'POHODA → register stock stopped', advice: 'The register keeps the stock that it has; the next run compares anew.' },
	},
};

/** POHODA's value counts in each of these. */
const FROM_POHODA = sourceWins('quantity', 'price', 'name', 'vatRate', 'unit', 'eans');

const folder = "{{ $('Settings').first().json.folder }}";
const CHANGES = `=${folder}/changes-since_{{ $('Newest List').first().json.base }}.csv`;
const LIST = `=${folder}/register/{{ $('Name of List').first().json.newName }}`;
/** The list that the register has is missing on the first day. */
const lists = (more, options = {}) => ({
	...more,
	matchBy: 'code',
	fields: FROM_POHODA,
	allow: ['create', 'update'],
	journalState: js`$('Report').first().json.reports`,
	rules: {},
	options: {
		flow: 'pohoda',
		whenStopped: 'error',
		differential: js`$('Newest List').first().json.since !== ''`,
		registers: js`$('Settings').first().json.registers`,
		targetBinary: 'register',
		targetMayBeMissing: true,
		...options,
	},
});
const BOTH = ['Compare', 'Compare#1', 'Lists Again'];

export default workflow('14-pohoda-register-stock', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -480], [608, 432], t.notes.setUp),
		'Note: sales first': note([576, -240], [560, 160], t.notes.salesFirst, 4),
		'Note: changes': note([1152, -288], [704, 224], t.notes.changes, 4),
		'Note: twice': note([1872, -272], [640, 192], t.notes.twice, 4),
		'Every Day at 5': every([0, 0], { triggerAtHour: 5 }),
		'Run Now': byHand([0, 192]),
		Settings: set([192, 0], { folder: '/stock', registers: '', onlyChanges: false, wholeListDay: '7' }),
		Report: report([384, 0], { flow: 'pohoda' }, {}),
		'List of Lists': sftp('list', [576, 0], { path: `=${folder}/register`, recursive: false }, { ...ONCE, alwaysOutputData: true }, 1),
		'Newest List': ours('ekasa', [768, 0], {
			resource: 'stock',
			operation: 'chooseList',
			listPrefix: 'register-stock',
			listEnding: 'xml',
			options: {
				onlyChanges: js`$('Settings').first().json.onlyChanges && String($now.setZone('Europe/Prague').weekday) !== String($('Settings').first().json.wholeListDay)`,
			},
		}),
		'Stock of POHODA': ours('pohoda', [960, 0], {
			resource: 'stockItem',
			operation: 'getAll',
			returnAll: true,
			outputAs: 'file',
			outputBinaryField: 'data',
			filters: { changedSince: js`$('Newest List').first().json.since` },
			options: {},
		}, ONCE),
		'Any List?': either([1152, 0], js`$('Newest List').first().json.file !== ''`),
		'Download List': sftp('download', [1344, 0], { path: `=${folder}/register/{{ $('Newest List').first().json.file }}`, binaryPropertyName: 'register', options: {} }, {}, 1),
		Compare: ours('stockSync', [1536, 0], lists({ mode: 'oneWay', confirmReplacement: false })),
		'Write Changes File': ours('ekasa', [1728, 0], { resource: 'stock', operation: 'writeChangesFile', moreColumns: ['quantity'], options: {} }),
		'Upload Changes': sftp('upload', [1920, 0], { path: `${CHANGES}.part`, binaryData: true, binaryPropertyName: 'data', options: {} }, {}, 1),
		'Remove Older': sftp('delete', [2112, 0], { path: CHANGES, options: {} }, GO_ON, 1),
		'Show Changes': sftp('rename', [2304, 0], { oldPath: `${CHANGES}.part`, newPath: CHANGES, options: {} }, {}, 1),
		'Lists Again': node('merge', 3.2, [2496, 0], { mode: 'chooseBranch', useDataOfInput: 1 }),
		'Whole List': ours('stockSync', [2688, 0], lists({ mode: 'replacement', confirmReplacement: true }, { outputAs: 'file' })),
		'Write Import File': ours('ekasa', [2880, 0], {
			resource: 'stock',
			operation: 'writeImportFile',
			confirmOverwrite: true,
			stockFrom: 'file',
			binaryPropertyName: 'data',
			backupField: 'backup',
			options: {},
		}),
		'Name of List': set([3072, 0], {
			newName: js`$('Newest List').first().json.next + (time => time ? '_pohoda-' + time.replace(/[-:]/g, '').slice(0, 15) : '')($('Whole List').first(2).json.nextChangedSince ?? $('Newest List').first().json.known) + '.xml'`,
		}, {}, ONLY_FILES),
		'Upload List': sftp('upload', [3264, 0], { path: `${LIST}.part`, binaryData: true, binaryPropertyName: 'data', options: {} }, {}, 1),
		'Keep List': sftp('rename', [3456, 0], { oldPath: `${LIST}.part`, newPath: LIST, options: {} }, {}, 1),
		'Write Message': set([1728, 192], {
			subject: js`'${t.conflicts.subject} ' + $('Compare').all(1).length`,
			text: js`$('Compare').all(1).slice(0, 50).map(item => item.json.message).join('\n') + '\n\n${t.conflicts.advice}'`,
		}, ONCE),
		'Not Prague Time': filter([192, -672], js`$now.offset !== $now.setZone('Europe/Prague').offset`),
		'Set the Time Zone': stop([384, -672], js`'05:00 is 05:00 of ' + $now.zoneName + ' here, not ${t.timeZone}'`),
		'When It Stops': whenItStops([1728, 384]),
		'Tell Someone': tellSomeone([1920, 192], t.tellSomeone, 'shop@example.com'),
	},
	wires: {
		'Every Day at 5': [['Settings', 'Not Prague Time']],
		'Not Prague Time': 'Set the Time Zone',
		'Run Now': 'Settings',
		Settings: 'Report',
		Report: 'List of Lists',
		'List of Lists': 'Newest List',
		'Newest List': 'Stock of POHODA',
		'Stock of POHODA': 'Any List?',
		'Any List?': ['Download List', BOTH],
		'Download List': [BOTH],
		Compare: ['Write Changes File', 'Write Message'],
		'Write Changes File': 'Upload Changes',
		'Upload Changes': 'Remove Older',
		'Remove Older': 'Show Changes',
		'Show Changes': 'Lists Again#1',
		'Lists Again': [['Whole List', 'Whole List#1']],
		'Whole List': 'Write Import File',
		'Write Import File': 'Name of List',
		'Name of List': 'Upload List',
		'Upload List': 'Keep List',
		'Write Message': 'Tell Someone',
		'When It Stops': 'Tell Someone',
	},
}));
