import { js, workflow } from './build.mjs';
import { byHand, every, filter, GO_ON, journal, note, ours, set, sftp } from './nodes.mjs';
import { tellSomeone, whenItStops } from './pages.mjs';
import { createJournal, insertRows, newestRow, readJournal } from './tables.mjs';

const texts = {
	en: {
		name: 'eKasa → POHODA, automatic: files from SFTP',
		notes: {
			setUp: `## Files from SFTP into the journal
**Set-up**
1. **List Files**, **Download**, **Move to Done**: choose an *SFTP* credential.
2. **Settings**: folder of the exports, and where read files go.
3. **Read Export File**: a *Register* name, if the exports name none.
4. Publish.

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Save successful production executions*: Do not save.`,
			move: 'A file is moved only after its receipts are stored: this branch stands lower, so it runs last. A file that cannot be read (half uploaded, cut off) stays where it is, is shown in Problems, and is read again next time.',
		},
		tellSomeone: { stopped: 'The intake of files from SFTP stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('2c-ekasa-intake-sftp', texts, (t) => ({
	settings: { saveDataSuccessExecution: 'none' },
	nodes: {
		'Note: set-up': note([-48, -368], [560, 304], t.notes.setUp),
		'Note: move': note([912, 538], [704, 96], t.notes.move, 4),
		'Every Hour': every([0, 0], { field: 'hours' }),
		'Look Now': byHand([0, 192]),
		Settings: set([192, 0], { inbox: '/export', done: '/export/done' }),
		'Create Journal': createJournal([384, 0]),
		'List Files': sftp('list', [576, 0], { path: js`$('Settings').first().json.inbox`, recursive: false }, { alwaysOutputData: false }, 1),
		'Only XML': filter([768, 0], js`String($json.name ?? '').toLowerCase().endsWith('.xml')`),
		'Name and Size': set([960, 0], { name: js`$json.name`, size: [js`$json.size`, 'number'] }),
		Download: sftp('download', [1152, 0], { path: "={{ $('Settings').first().json.inbox }}/{{ $json.name }}", binaryPropertyName: 'data', options: {} }, {}, 1),
		'Read Export File': ours('ekasa', [1344, 0], {
			resource: 'salesReceipt',
			operation: 'readExportFile',
			binaryPropertyName: 'data',
			source: 'ekasa',
			register: '',
			identity: 'number',
			options: {},
		}, GO_ON),
		'Newest Row': newestRow([1536, 192]),
		'Read Journal': readJournal([1728, 192], 'Newest Row', [
			{
				keyName: 'recordDate',
				condition: 'gte',
				keyValue: js`$('Read Export File').all().map(item => item.json.date || DateTime.fromISO(item.json.issuedAt ?? '', { zone: 'Europe/Prague' }).toISODate() || $now.setZone('Europe/Prague').toISODate()).map(date => String(date).slice(0, 10)).concat($now.setZone('Europe/Prague').toISODate()).sort()[0]`,
			},
		]),
		Receive: journal('record', 'receive', [1920, 0]),
		'Store Receipts': insertRows([2112, 0]),
		'Was Read': filter([1152, 384], js`!$('Read Export File').all().some(item => item.json.outcome === 'refused' && item.json.fileName === $json.name && item.json.place === $json.name)`),
		'Move to Done': sftp('rename', [1344, 384], {
			oldPath: "={{ $('Settings').first().json.inbox }}/{{ $json.name }}",
			newPath: "={{ $('Settings').first().json.done }}/{{ $now.setZone('Europe/Prague').toFormat('yyyyMMdd-HHmmss') }}-{{ $json.name }}",
			options: { createDirectories: true },
		}, {}, 1),
		'When It Stops': whenItStops([192, 557]),
		'Tell Someone': tellSomeone([384, 557], t.tellSomeone),
	},
	wires: {
		'Every Hour': 'Settings',
		Settings: 'Create Journal',
		'Create Journal': 'List Files',
		'List Files': 'Only XML',
		'Only XML': 'Name and Size',
		'Name and Size': [['Download', 'Was Read']],
		Download: 'Read Export File',
		'Read Export File': [['Receive', 'Newest Row']],
		Receive: 'Store Receipts',
		'Look Now': 'Settings',
		'Newest Row': 'Read Journal',
		'Read Journal': 'Receive#1',
		'Was Read': 'Move to Done',
		'When It Stops': 'Tell Someone',
	},
}));
