// SPDX-License-Identifier: Apache-2.0
// Narrows the index to the entries that have every word typed. Without it the index is whole.
const field = document.getElementById('find');
if (field) {
  const entries = [...document.querySelectorAll('#index > li')].map((entry) => [entry, entry.textContent.toLowerCase()]);
  const found = document.getElementById('found');
  const narrow = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [entry, text] of entries) {
      entry.hidden = !words.every((word) => text.includes(word));
      if (!entry.hidden) shown += 1;
    }
    found.textContent = words.length ? `${shown} of ${entries.length}` : '';
  };
  field.closest('.find').hidden = false;
  field.addEventListener('input', narrow);
  narrow();
}
