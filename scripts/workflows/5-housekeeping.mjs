import { js, workflow } from './build.mjs';
import { tidyUp } from './keepingCalls.mjs';
import { byHand, every, note, set } from './nodes.mjs';
import { tellSomeone, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: 'Housekeeping',
		notes: {
			setUp: `## Housekeeping
Keeps the journal small: all Data Tables of n8n together have 200 MB (\`N8N_DATA_TABLES_MAX_SIZE_BYTES\`). It looks every night, and tidies up on Sundays and from 70 % on.

**Set-up**
1. **Settings**: \`keepDays\`, how many days finished receipts stay. A receipt older than that which turns up again is held, never taken for new. \`limitMegabytes\`: the limit, if your n8n has another one; the same in *Settings* of the status page.
2. Publish. Full all the same? Raise the limit, *Tidy Up Now*, set it back.

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Timezone* Europe/Prague, else it runs at another hour; nothing depends on it.`,
			order: 'First goes what needs no carrying, in portions, so that there is room also when the table is full; then the rows to carry over are stored, then the old ones are deleted (**Tidy Up**). Interrupted in between, the journal says the same.',
		},
		tellSomeone: { stopped: 'Housekeeping stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('5-housekeeping', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -419], [592, 352], t.notes.setUp),
		'Note: order': note([576, -192], [496, 128], t.notes.order, 4),
		'Every Night': every([0, 0], { triggerAtHour: 3, triggerAtMinute: 30 }),
		'Tidy Up Now': byHand([0, 192]),
		Settings: set([192, 0], {
			keepDays: 60,
			limitMegabytes: 200,
			fromPercent: 70,
			settleMinutes: 15,
			always: [js`$('Tidy Up Now').isExecuted`, 'boolean'],
		}),
		'Tidy Up': tidyUp([384, 0]),
		'When It Stops': whenItStops([192, 461]),
		'Tell Someone': tellSomeone([384, 461], t.tellSomeone),
	},
	wires: { 'Every Night': 'Settings', 'Tidy Up Now': 'Settings', Settings: 'Tidy Up', 'When It Stops': 'Tell Someone' },
}));
