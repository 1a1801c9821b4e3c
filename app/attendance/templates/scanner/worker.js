self.needed = [{% for path in needed %}{{ asset(path) | tojson }}{{ ", " if not loop.last }}{% endfor %}];
importScripts({{ asset("scanner/worker.js") | tojson }});
