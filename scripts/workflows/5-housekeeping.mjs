import { js, workflow } from './build.mjs';
import { byHand, every, filter, journal, note, ONCE } from './nodes.mjs';
import { tellSomeone, whenItStops } from './pages.mjs';
import { createJournal, deleteRows, insertRows, newestRow, readJournal } from './tables.mjs';

const texts = {
	en: {
		name: 'Housekeeping',
		notes: {
			setUp: `## Housekeeping
Keeps the journal small: all Data Tables of n8n together have 200 MB (\`N8N_DATA_TABLES_MAX_SIZE_BYTES\`). It looks every night, and tidies up on Sundays and from 70 % on.

**Set-up**
1. **Compact**: how many days finished receipts stay. A receipt older than that which turns up again is held, never taken for new.
2. **Room**: the limit in MB, if your n8n has another one; the same in *Settings* of the status page.
3. Publish. Full all the same? Raise the limit, *Tidy Up Now*, set it back.

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Timezone* Europe/Prague, else it runs at another hour; nothing depends on it.`,
			order: 'First goes what needs no carrying, in portions, so that there is room also when the table is full; then the rows to carry over are stored, then the old ones are deleted. The upper branch runs first. Interrupted in between, the journal says the same.',
		},
		tellSomeone: { stopped: 'Housekeeping stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('5-housekeeping', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -419], [592, 352], t.notes.setUp),
		'Note: order': note([1488, 355], [496, 128], t.notes.order, 4),
		'Every Night': every([0, 0], { triggerAtHour: 3, triggerAtMinute: 30 }),
		'Tidy Up Now': byHand([0, 192]),
		'Create Journal': createJournal([192, 0]),
		'Newest Row': newestRow([384, 0]),
		'Read Journal': readJournal([576, 0]),
		Room: journal('journal', 'report', [768, 0], { flow: '', options: { limitMegabytes: 200 } }, { alwaysOutputData: true }),
		'Is It Time?': filter([960, 0], js`$('Tidy Up Now').isExecuted || $now.setZone('Europe/Prague').weekday === 7 || ($json.table?.percent ?? 0) >= 70`, ONCE),
		'Newest Row Now': newestRow([1152, 0]),
		'Read Journal Now': readJournal([1344, 0], 'Newest Row Now'),
		Compact: journal('journal', 'compact', [1536, 0], { keepDays: 60, options: {} }),
		'Delete First': deleteRows([1728, -192], {
			matchType: 'allConditions',
			filters: {
				conditions: [{ keyName: 'id', condition: 'gte', keyValue: js`$json.fromId` }, { keyName: 'id', condition: 'lte', keyValue: js`$json.toId` }],
			},
			options: {},
		}),
		'Store Carried Rows': insertRows([1728, 0]),
		'Delete Old Rows': deleteRows([1728, 192], { matchType: 'allConditions', filters: { conditions: [{ keyName: 'id', condition: 'lte', keyValue: js`$json.deleteUpToId` }] }, options: {} }, ONCE),
		'When It Stops': whenItStops([192, 461]),
		'Tell Someone': tellSomeone([384, 461], t.tellSomeone),
	},
	wires: {
		'Create Journal': 'Newest Row',
		'Newest Row': 'Read Journal',
		'Read Journal': 'Room',
		Compact: ['Store Carried Rows', 'Delete Old Rows', 'Delete First'],
		'Tidy Up Now': 'Create Journal',
		'When It Stops': 'Tell Someone',
		'Every Night': 'Create Journal',
		Room: 'Is It Time?',
		'Is It Time?': 'Newest Row Now',
		'Newest Row Now': 'Read Journal Now',
		'Read Journal Now': 'Compact',
	},
}));
