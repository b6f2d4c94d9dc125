// Once after all end-to-end files.
const { rmSync } = require('node:fs');

module.exports = function tidyUp() {
	if (process.env.E2E_INSTALLED) rmSync(process.env.E2E_INSTALLED, { recursive: true, force: true });
};
