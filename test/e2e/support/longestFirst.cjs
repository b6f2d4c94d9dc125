// Files beside each other end together when the long ones come first; on a fresh clone jest knows no times and goes by size.
const Sequencer = require('@jest/test-sequencer').default;

/** The longest files, longest first, as the list at the end of a run shows them; their order decides about nothing but time. */
const LONG = ['heliosCloud', 'screens', 'heliosImport', 'screensIdoklad', 'screensPohoda', 'stockFaults', 'idoklad', 'forms', 'postgres', 'screensHelios', 'screensStock'];

module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const at = LONG.indexOf(path.replace(/^.*[\\/]|\.test\.mts$/g, ''));
			return at < 0 ? LONG.length : at;
		};
		return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
	}
};
