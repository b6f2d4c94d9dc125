// Once before all end-to-end files, which run beside each other: the package is built, packed, and installed by npm.
const { buildSync } = require('esbuild');
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

module.exports = function prepare() {
	const outfile = join(mkdtempSync(join(tmpdir(), 'n8n-e2e-installed-')), 'package.cjs');
	buildSync({ entryPoints: [join(__dirname, 'package.mts')], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
	const { installNodes, packedPackage } = require(outfile);
	const folder = join(outfile, '..');
	const tarball = packedPackage();
	installNodes(folder, tarball);
	Object.assign(process.env, { E2E_TARBALL: tarball, E2E_INSTALLED: folder });
};
