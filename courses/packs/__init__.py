"""Course packs: folders of text files, read and judged before anything is stored."""
