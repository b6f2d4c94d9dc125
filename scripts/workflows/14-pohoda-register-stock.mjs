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

Has your till a node or an API of its own? Put it in the place of **Flat Rows** to **Show Changes**.

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Timezone* Europe/Prague, else 05:00 is not 05:00 in Prague: a run notices that, does nothing and says so.`,
			salesFirst: `### Sales before stock
The run stops while sales wait for accounting: their goods would come back on the shelf. So does a list that is empty or cut off, or in which too much would change; **Tell Someone** says why.`,
			changes: `### Whole lists, or only what has changed
Every run compares whole lists. With \`onlyChanges\` in **Settings** POHODA is asked only for what changed since the list that the register has (its time by POHODA's clock stands in the name of the file, and the question looks a minute further back): nothing is removed then, and the run on \`wholeListDay\` (7 = Sunday) compares whole lists. Switch it on only if your POHODA counts a movement of goods as a change of the card: look whether a sale comes with the next run.`,
			twice: `### Repeating does no harm
The file of changes holds absolute values and is named after the list it starts from. Killed in the middle, the next run starts from the same list and writes the same file anew; only when it is in place does the new list of the register follow. Files ending in \`.part\` are never read.`,
		},
		tellSomeone: { stopped: 'POHODA → register stock stopped', advice: 'The register keeps the stock that it has; the next run compares anew.' },
	},
};

/** POHODA's value counts in each of these. */
const FROM_POHODA = sourceWins('quantity', 'price', 'name', 'vatRate', 'unit', 'eans');

export default workflow('14-pohoda-register-stock', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -480], [608, 432], t.notes.setUp),
		'Note: sales first': note([1040, -240], [560, 160], t.notes.salesFirst, 4),
		'Note: changes': note([1696, -288], [704, 224], t.notes.changes, 4),
		'Note: twice': note([2720, -272], [640, 192], t.notes.twice, 4),
		'Every Day at 5': every([0, 0], { triggerAtHour: 5 }),
		'Run Now': byHand([0, 192]),
		Settings: set([192, 0], { folder: '/stock', registers: '', onlyChanges: false, wholeListDay: '7' }),
		Report: report([384, 0], { flow: 'pohoda' }, {}),
		'Since When': set([1536, 0], {
			known: js`$json.state.match(/_pohoda-(\d{8}T\d{6})\.xml$/)?.[1] ?? ''`,
			since: js`$('Settings').first().json.onlyChanges && String($now.setZone('Europe/Prague').weekday) !== String($('Settings').first().json.wholeListDay) ? ($json.state.match(/_pohoda-(\d{8}T\d{6})\.xml$/)?.[1] ?? '') : ''`,
		}, ONCE),
		'Stock of POHODA': ours('pohoda', [1728, 0], {
			resource: 'stockItem',
			operation: 'getAll',
			returnAll: true,
			outputAs: 'file',
			outputBinaryField: 'data',
			filters: { changedSince: js`$('Since When').first().json.since` },
			options: {},
		}, ONCE),
		'List States': sftp('list', [1152, 0], { path: "={{ $('Settings').first().json.folder }}/register", recursive: false }, { ...ONCE, alwaysOutputData: true }, 1),
		'Newest State': set([1344, 0], {
			state: js`$('List States').all().map(item => String(item.json.name ?? '')).filter(name => /^register-stock_\d{8}-\d{9}(_pohoda-\d{8}T\d{6})?\.xml$/.test(name)).sort().at(-1) ?? ''`,
			stamp: js`$now.toUTC().toFormat('yyyyMMdd-HHmmssSSS')`,
		}, ONCE),
		'Any State?': either([1920, 192], js`$('Newest State').first().json.state !== ''`),
		'Download State': sftp('download', [2112, 96], {
			path: "={{ $('Settings').first().json.folder }}/register/{{ $('Newest State').first().json.state }}",
			binaryPropertyName: 'data',
			options: {},
		}, {}, 1),
		'No State Yet': node('set', 3.4, [2112, 288], { mode: 'raw', jsonOutput: '{}', options: {} }),
		'Only the File': set([2304, 192], {}, {}, ONLY_FILES),
		Compare: ours('stockSync', [2496, 0], {
			mode: 'oneWay',
			confirmReplacement: false,
			matchBy: 'code',
			fields: FROM_POHODA,
			allow: ['create', 'update'],
			journalState: js`$('Report').all().map(item => item.json)`,
			rules: {},
			options: {
				flow: 'pohoda',
				whenStopped: 'error',
				differential: js`$('Since When').first().json.since !== ''`,
				registers: js`$('Settings').first().json.registers`,
			},
		}),
		'Flat Rows': set([2688, 0], {
			action: js`$json.action`,
			code: js`$json.code`,
			eans: js`(($json.after ?? $json.before).eans ?? []).join(' ')`,
			name: js`$json.name`,
			unit: js`($json.after ?? $json.before).unit ?? ''`,
			vatRate: js`String(($json.after ?? $json.before).vatRate ?? '')`,
			price: js`String(($json.after ?? $json.before).prices?.sale ?? '')`,
			priceIncludesVat: js`String(($json.after ?? $json.before).prices?.saleIncludesVat ?? '')`,
			quantity: js`String(($json.after ?? $json.before).quantity ?? '')`,
		}),
		'To CSV': node('convertToFile', 1.1, [2880, 0], { operation: 'csv', binaryPropertyName: 'data', options: { fileName: 'changes.csv', headerRow: true, delimiter: ';' } }),
		'Upload Changes': sftp('upload', [3072, 0], {
			path: "={{ $('Settings').first().json.folder }}/changes-since_{{ ($('Newest State').first().json.state || 'nothing').replace('.xml', '') }}.csv.part",
			binaryData: true,
			binaryPropertyName: 'data',
			options: {},
		}, {}, 1),
		'Remove Older': sftp('delete', [3264, 0], {
			path: "={{ $('Settings').first().json.folder }}/changes-since_{{ ($('Newest State').first().json.state || 'nothing').replace('.xml', '') }}.csv",
			options: {},
		}, GO_ON, 1),
		'Show Changes': sftp('rename', [3456, 0], {
			oldPath: "={{ $('Settings').first().json.folder }}/changes-since_{{ ($('Newest State').first().json.state || 'nothing').replace('.xml', '') }}.csv.part",
			newPath: "={{ $('Settings').first().json.folder }}/changes-since_{{ ($('Newest State').first().json.state || 'nothing').replace('.xml', '') }}.csv",
			options: {},
		}, {}, 1),
		'POHODA Again': node('merge', 3.2, [3648, 0], { mode: 'chooseBranch', useDataOfInput: 1 }),
		'State Again': node('merge', 3.2, [3648, 192], { mode: 'chooseBranch', useDataOfInput: 1 }),
		'Whole List': ours('stockSync', [3840, 0], {
			mode: 'replacement',
			confirmReplacement: true,
			matchBy: 'code',
			fields: FROM_POHODA,
			allow: ['create', 'update'],
			journalState: js`$('Report').all().map(item => item.json)`,
			rules: {},
			options: {
				flow: 'pohoda',
				whenStopped: 'error',
				differential: js`$('Since When').first().json.since !== ''`,
				outputAs: 'file',
				registers: js`$('Settings').first().json.registers`,
			},
		}),
		'Write Import File': ours('ekasa', [4032, 0], {
			resource: 'stock',
			operation: 'writeImportFile',
			confirmOverwrite: true,
			stockFrom: 'file',
			binaryPropertyName: 'data',
			backupField: 'backup',
			options: {},
		}),
		'Name of List': set([4224, 0], {
			newName: js`'register-stock_' + $('Newest State').first().json.stamp + (time => time ? '_pohoda-' + time.replace(/[-:]/g, '').slice(0, 15) : '')($('Whole List').first(2).json.nextChangedSince ?? $('Since When').first().json.known) + '.xml'`,
		}, {}, ONLY_FILES),
		'Upload State': sftp('upload', [4416, 0], {
			path: "={{ $('Settings').first().json.folder }}/register/{{ $json.newName }}.part",
			binaryData: true,
			binaryPropertyName: 'data',
			options: {},
		}, {}, 1),
		'Keep State': sftp('rename', [4608, 0], {
			oldPath: "={{ $('Settings').first().json.folder }}/register/{{ $('Name of List').first().json.newName }}.part",
			newPath: "={{ $('Settings').first().json.folder }}/register/{{ $('Name of List').first().json.newName }}",
			options: {},
		}, {}, 1),
		'Write Message': set([2688, 384], {
			subject: js`'Stock for the register: ' + $('Compare').all(1).length + ' conflicts'`,
			text: js`$('Compare').all(1).slice(0, 50).map(item => item.json.message).join('\n') + '\n\nThe register keeps what it has for these items.'`,
		}, ONCE),
		'Not Prague Time': filter([192, -672], js`$now.offset !== $now.setZone('Europe/Prague').offset`),
		'Set the Time Zone': stop([384, -672], js`'05:00 is 05:00 of ' + $now.zoneName + ' here, not of Prague, so nothing was done. Open the menu of this workflow (⋯) → Settings → Timezone, choose Europe/Prague, save and publish it again.'`),
		'When It Stops': whenItStops([2688, 576]),
		'Tell Someone': tellSomeone([2880, 384], t.tellSomeone, 'shop@example.com'),
	},
	wires: {
		'Every Day at 5': [['Settings', 'Not Prague Time']],
		'Run Now': 'Settings',
		Settings: 'Report',
		Report: 'List States',
		'Stock of POHODA': [['Compare', 'POHODA Again']],
		'List States': 'Newest State',
		'Newest State': 'Since When',
		'Any State?': ['Download State', 'No State Yet'],
		'Download State': 'Only the File',
		'No State Yet': 'Only the File',
		'Only the File': [['Compare#1', 'State Again']],
		Compare: ['Flat Rows', 'Write Message'],
		'Flat Rows': 'To CSV',
		'To CSV': 'Upload Changes',
		'Upload Changes': 'Remove Older',
		'Remove Older': 'Show Changes',
		'Show Changes': [['POHODA Again#1', 'State Again#1']],
		'POHODA Again': 'Whole List',
		'State Again': 'Whole List#1',
		'Whole List': 'Write Import File',
		'Write Import File': 'Name of List',
		'Upload State': 'Keep State',
		'When It Stops': 'Tell Someone',
		'Write Message': 'Tell Someone',
		'Since When': [['Stock of POHODA', 'Any State?']],
		'Name of List': 'Upload State',
		'Not Prague Time': 'Set the Time Zone',
	},
}));
