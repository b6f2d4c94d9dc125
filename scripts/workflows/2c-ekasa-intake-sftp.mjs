import { js, workflow } from './build.mjs';
import { takeIn } from './journal.mjs';
import { byHand, every, filter, GO_ON, note, ours, set, sftp } from './nodes.mjs';
import { tellSomeone, whenItStops } from './pages.mjs';

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
		'Note: move': note([912, 368], [704, 96], t.notes.move, 4),
		'Every Hour': every([0, 0], { field: 'hours' }),
		'Look Now': byHand([0, 192]),
		Settings: set([192, 0], { inbox: '/export', done: '/export/done' }),
		'List Files': sftp('list', [384, 0], { path: js`$('Settings').first().json.inbox`, recursive: false }, { alwaysOutputData: false }, 1),
		'Only XML': filter([576, 0], js`String($json.name ?? '').toLowerCase().endsWith('.xml')`),
		'Name and Size': set([768, 0], { name: js`$json.name`, size: [js`$json.size`, 'number'] }),
		Download: sftp('download', [960, 0], { path: "={{ $('Settings').first().json.inbox }}/{{ $json.name }}", binaryPropertyName: 'data', options: {} }, {}, 1),
		'Read Export File': ours('ekasa', [1152, 0], {
			resource: 'salesReceipt',
			operation: 'readExportFile',
			binaryPropertyName: 'data',
			source: 'ekasa',
			register: '',
			identity: 'number',
			options: {},
		}, GO_ON),
		'Take In': takeIn([1344, 0]),
		'Was Read': filter([960, 192], js`!$('Read Export File').all().some(item => item.json.outcome === 'refused' && item.json.fileName === $json.name && item.json.place === $json.name)`),
		'Move to Done': sftp('rename', [1152, 192], {
			oldPath: "={{ $('Settings').first().json.inbox }}/{{ $json.name }}",
			newPath: "={{ $('Settings').first().json.done }}/{{ $now.setZone('Europe/Prague').toFormat('yyyyMMdd-HHmmss') }}-{{ $json.name }}",
			options: { createDirectories: true },
		}, {}, 1),
		'When It Stops': whenItStops([0, 384]),
		'Tell Someone': tellSomeone([192, 384], t.tellSomeone),
	},
	wires: {
		'Every Hour': 'Settings',
		'Look Now': 'Settings',
		Settings: 'List Files',
		'List Files': 'Only XML',
		'Only XML': 'Name and Size',
		'Name and Size': [['Download', 'Was Read']],
		Download: 'Read Export File',
		'Read Export File': 'Take In',
		'Was Read': 'Move to Done',
		'When It Stops': 'Tell Someone',
	},
}));
