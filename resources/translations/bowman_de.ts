<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AdjudicationFacts</name>
    <message>
        <source>both readers agree</source>
        <translation>beide sind sich einig</translation>
    </message>
    <message>
        <source>decided: reader 1 is right</source>
        <translation>entschieden: Prüfer 1 hat recht</translation>
    </message>
    <message>
        <source>decided: reader 2 is right</source>
        <translation>entschieden: Prüfer 2 hat recht</translation>
    </message>
    <message>
        <source>decided: neither reader is right</source>
        <translation>entschieden: keiner von beiden hat recht</translation>
    </message>
    <message>
        <source>decided: an outline of the adjudicator&apos;s own</source>
        <translation>entschieden: eigener Umriss</translation>
    </message>
    <message>
        <source>reader 1 has nothing here</source>
        <translation>Prüfer 1 hat hier nichts</translation>
    </message>
    <message>
        <source>reader 2 has nothing here</source>
        <translation>Prüfer 2 hat hier nichts</translation>
    </message>
    <message>
        <source>cut where decided neighbours lie</source>
        <translation>beschnitten, wo entschiedene Nachbarn liegen</translation>
    </message>
</context>
<context>
    <name>ExportReadings</name>
    <message>
        <source>The first reading</source>
        <translation>Die erste Lesung</translation>
    </message>
    <message>
        <source>The second reading, by %1</source>
        <translation>Die zweite Lesung, von %1</translation>
    </message>
    <message>
        <source>The consensus, by %1</source>
        <translation>Der Konsens, von %1</translation>
    </message>
    <message>
        <source>The consensus where it is finished, else the reading that is shown</source>
        <translation>Der Konsens, wo er fertig ist, sonst die gezeigte Lesung</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>ASAP XML</source>
        <translation>ASAP-XML</translation>
    </message>
    <message>
        <source>Holes become polygons of an &quot;exclusion&quot; group, parts become polygons of their own. State, people, dates and probability of each object go to a side-car file; the predicted outline is lost.</source>
        <translation>Löcher werden Polygone einer Gruppe „exclusion“, Teile eigene Polygone. Zustand, Personen, Daten und Wahrscheinlichkeit jedes Objekts kommen in eine Begleitdatei; der vorhergesagte Umriss geht verloren.</translation>
    </message>
    <message>
        <source>COCO JSON (polygons)</source>
        <translation>COCO-JSON (Polygone)</translation>
    </message>
    <message>
        <source>COCO JSON (run lengths)</source>
        <translation>COCO-JSON (Lauflängen)</translation>
    </message>
    <message>
        <source>objects with holes become run lengths of whole pixels; the model&apos;s first outline is not written</source>
        <translation>Objekte mit Löchern werden Lauflängen ganzer Pixel; der ursprüngliche Umriss des Modells wird nicht geschrieben</translation>
    </message>
    <message>
        <source>outlines become whole pixels; the model&apos;s first outline is not written</source>
        <translation>Umrisse werden ganze Pixel; der ursprüngliche Umriss des Modells wird nicht geschrieben</translation>
    </message>
    <message>
        <source>COCO JSON</source>
        <translation>COCO-JSON</translation>
    </message>
    <message>
        <source>DSA / HistomicsUI JSON</source>
        <translation>DSA-/HistomicsUI-JSON</translation>
    </message>
    <message>
        <source>objects of several parts become several elements (joined again by Bowman); the model&apos;s first outline is not written</source>
        <translation>Objekte aus mehreren Teilen werden mehrere Elemente (von Bowman wieder verbunden); der ursprüngliche Umriss des Modells wird nicht geschrieben</translation>
    </message>
    <message>
        <source>QuPath GeoJSON</source>
        <translation>QuPath-GeoJSON</translation>
    </message>
    <message>
        <source>HuBMAP run lengths (CSV)</source>
        <translation>HuBMAP-Lauflängen (CSV)</translation>
    </message>
    <message>
        <source>HuBMAP submission (CSV)</source>
        <translation>HuBMAP-Einreichung (CSV)</translation>
    </message>
    <message>
        <source>one mask of the slide: touching objects melt together; class, state, people and numbers are in the side-car file only</source>
        <translation>eine Maske des Schnitts: einander berührende Objekte verschmelzen; Klasse, Zustand, Personen und Nummern stehen nur in der Begleitdatei</translation>
    </message>
    <message>
        <source>HuBMAP JSON</source>
        <translation>HuBMAP-JSON</translation>
    </message>
    <message>
        <source>HuBMAP JSON (glomeruli, structures)</source>
        <translation>HuBMAP-JSON (Glomeruli, Strukturen)</translation>
    </message>
    <message>
        <source>complete regions; state, people, model and numbers are in the side-car files only</source>
        <translation>vollständige Regionen; Zustand, Personen, Modell und Nummern stehen nur in den Begleitdateien</translation>
    </message>
    <message>
        <source>ImageJ ROIs</source>
        <translation>ImageJ-ROIs</translation>
    </message>
    <message>
        <source>Aperio ImageScope XML</source>
        <translation>Aperio-ImageScope-XML</translation>
    </message>
    <message>
        <source>Holes become negative regions and parts regions of their own, which ImageScope shows one by one; the predicted outline is lost.</source>
        <translation>Löcher werden negative Regionen und Teile eigene Regionen, die ImageScope einzeln zeigt; der vorhergesagte Umriss geht verloren.</translation>
    </message>
    <message>
        <source>LabelMe JSON</source>
        <translation>LabelMe-JSON</translation>
    </message>
    <message>
        <source>holes become shapes &quot;exclusion&quot; of the same group; people, model and numbers are in the side-car file only</source>
        <translation>Löcher werden Formen „exclusion“ derselben Gruppe; Personen, Modell und Nummern stehen nur in der Begleitdatei</translation>
    </message>
    <message>
        <source>Class mask (pyramidal TIFF)</source>
        <translation>Klassenmaske (Pyramiden-TIFF)</translation>
    </message>
    <message>
        <source>sub-pixel outlines; touching objects of a class melt together; state, people and numbers are in the side-car file only</source>
        <translation>Umrisse feiner als ein Pixel; einander berührende Objekte einer Klasse verschmelzen; Zustand, Personen und Nummern stehen nur in der Begleitdatei</translation>
    </message>
    <message>
        <source>Class mask (PNG)</source>
        <translation>Klassenmaske (PNG)</translation>
    </message>
    <message>
        <source>outlines become whole pixels; touching objects of a class melt together; structures and regions are not drawn; state, people and numbers are in the side-car file only</source>
        <translation>Umrisse werden ganze Pixel; einander berührende Objekte einer Klasse verschmelzen; Strukturen und Regionen werden nicht gezeichnet; Zustand, Personen und Nummern stehen nur in der Begleitdatei</translation>
    </message>
    <message>
        <source>Mask image (PNG, TIFF)</source>
        <translation>Maskenbild (PNG, TIFF)</translation>
    </message>
    <message>
        <source>Measurements (CSV)</source>
        <translation>Messungen (CSV)</translation>
    </message>
    <message>
        <source>outlines: sizes and forms only, it cannot be read back</source>
        <translation>Umrisse: nur Größen und Formen, nicht wieder einlesbar</translation>
    </message>
    <message>
        <source>Hamamatsu NDPA</source>
        <translation>Hamamatsu-NDPA</translation>
    </message>
    <message>
        <source>Positions are rounded to whole nanometres. Holes become annotations titled &quot;clear&quot;, parts become annotations of their own. State, people, dates and probability go to a side-car file; the predicted outline is lost.</source>
        <translation>Positionen werden auf ganze Nanometer gerundet. Löcher werden Annotationen mit dem Titel „clear“, Teile eigene Annotationen. Zustand, Personen, Daten und Wahrscheinlichkeit kommen in eine Begleitdatei; der vorhergesagte Umriss geht verloren.</translation>
    </message>
    <message>
        <source>Training set (images, masks, manifest)</source>
        <translation>Trainingssatz (Bilder, Masken, Manifest)</translation>
    </message>
</context>
<context>
    <name>OutlineTool</name>
    <message>
        <source>The outline does not meet the selected glomerulus</source>
        <translation>Der Umriss berührt den ausgewählten Glomerulus nicht</translation>
    </message>
    <message>
        <source>The outline lies inside of the selected glomerulus: nothing is added</source>
        <translation>Der Umriss liegt innerhalb des ausgewählten Glomerulus: nichts kommt hinzu</translation>
    </message>
</context>
<context>
    <name>QComboBox</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>A person of this project, or a new name. There are no passwords: the name says who did what</source>
        <translation>Eine Person dieses Projekts oder ein neuer Name. Es gibt keine Passwörter: der Name sagt, wer was getan hat</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>1 object</source>
        <translation>1 Objekt</translation>
    </message>
    <message>
        <source>%1 objects</source>
        <translation>%1 Objekte</translation>
    </message>
    <message>
        <source>Viewers</source>
        <translation>Betrachter</translation>
    </message>
    <message>
        <source>Machine learning</source>
        <translation>Maschinelles Lernen</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source> (folder)</source>
        <translation> (Ordner)</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> und %1 weitere</translation>
    </message>
    <message>
        <source> — &lt;b&gt;one is there already&lt;/b&gt;, will be overwritten</source>
        <translation> — &lt;b&gt;eine ist schon da&lt;/b&gt; und wird überschrieben</translation>
    </message>
    <message>
        <source> — &lt;b&gt;%1 are there already&lt;/b&gt;, will be overwritten</source>
        <translation> — &lt;b&gt;%1 sind schon da&lt;/b&gt; und werden überschrieben</translation>
    </message>
    <message>
        <source>Not written: </source>
        <translation>Nicht geschrieben: </translation>
    </message>
    <message>
        <source>Two numbers, or # and the number of an object</source>
        <translation>Zwei Zahlen, oder # und die Nummer eines Objekts</translation>
    </message>
    <message>
        <source>This is not a position: write x and y, as 18204, 9112 or 4.5, 2.28 mm</source>
        <translation>Das ist keine Position: x und y angeben, etwa 18204, 9112 oder 4.5, 2.28 mm</translation>
    </message>
    <message>
        <source>One of the two is not a number</source>
        <translation>Eines von beiden ist keine Zahl</translation>
    </message>
    <message>
        <source>µm per pixel is not known for this slide: use pixels</source>
        <translation>µm pro Pixel ist für diesen Schnitt nicht bekannt: Pixel verwenden</translation>
    </message>
    <message>
        <source>Outside: the slide has %L1 × %L2 pixels</source>
        <translation>Außerhalb: der Schnitt hat %L1 × %L2 Pixel</translation>
    </message>
    <message>
        <source> (structure)</source>
        <translation> (Struktur)</translation>
    </message>
    <message>
        <source> (complete region)</source>
        <translation> (vollständige Region)</translation>
    </message>
    <message>
        <source>The file has no labels.</source>
        <translation>Die Datei enthält keine Annotationen.</translation>
    </message>
    <message>
        <source>%1 will be added</source>
        <translation>%1 kommen hinzu</translation>
    </message>
    <message>
        <source>%1 are known here and were changed elsewhere: they will be updated</source>
        <translation>%1 sind hier bekannt und wurden anderswo geändert: sie werden aktualisiert</translation>
    </message>
    <message>
        <source>%1 are known here and unchanged</source>
        <translation>%1 sind hier bekannt und unverändert</translation>
    </message>
    <message>
        <source>%1 untouched proposals of the network make room</source>
        <translation>%1 unberührte Vorschläge des Netzes machen Platz</translation>
    </message>
    <message>
        <source>%1 lose a strip where they overlap a neighbour</source>
        <translation>%1 verlieren einen Streifen, wo sie einen Nachbarn überlappen</translation>
    </message>
    <message>
        <source>%1 overlap too much and are left out</source>
        <translation>%1 überlappen zu stark und werden ausgelassen</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 lie outside of the slide&lt;/b&gt; and are left out: another slide, or another frame?</source>
        <translation>&lt;b&gt;%1 liegen außerhalb des Schnitts&lt;/b&gt; und werden ausgelassen: ein anderer Schnitt oder ein anderer Bezugspunkt?</translation>
    </message>
    <message>
        <source>… and %1 more; all can be visited after the import</source>
        <translation>… und %1 weitere; nach dem Import sind alle aufsuchbar</translation>
    </message>
    <message>
        <source>Label files (%1)</source>
        <translation>Annotationsdateien (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>from the file</source>
        <translation>aus der Datei</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>already there</source>
        <translation>schon da</translation>
    </message>
    <message>
        <source>%1: pictures or areas are missing: %2</source>
        <translation>%1: Bilder oder Flächen fehlen: %2</translation>
    </message>
    <message>
        <source>alias</source>
        <translation>Alias</translation>
    </message>
    <message>
        <source>case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>stain</source>
        <translation>Färbung</translation>
    </message>
    <message>
        <source>block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>Class of the object</source>
        <translation>Klasse des Objekts</translation>
    </message>
    <message>
        <source>On the slide</source>
        <translation>Auf dem Schnitt</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Zoomen am Mauszeiger</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Wheel</source>
        <translation>Strg+Umschalt+Mausrad</translation>
    </message>
    <message>
        <source>Turn at the cursor</source>
        <translation>Drehen am Mauszeiger</translation>
    </message>
    <message>
        <source>Drag, middle button</source>
        <translation>Ziehen, mittlere Taste</translation>
    </message>
    <message>
        <source>Move the slide</source>
        <translation>Schnitt verschieben</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Hold: the bare slide</source>
        <translation>Halten: nur der Schnitt</translation>
    </message>
    <message>
        <source>Smaller, larger tip (Ctrl+Wheel too)</source>
        <translation>Kleinere, größere Spitze (auch Strg+Mausrad)</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Brush erases, eraser paints</source>
        <translation>Pinsel radiert, Radierer malt</translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation>Eingabe, Esc</translation>
    </message>
    <message>
        <source>Finish, give up</source>
        <translation>Abschließen, verwerfen</translation>
    </message>
    <message>
        <source>Slides (*.svs *.tif *.tiff *.ndpi *.mrxs *.scn *.bif *.vms *.vmu *.svslide *.dcm *.jpg *.jpeg *.png);;All files (*)</source>
        <translation>Schnitte (*.svs *.tif *.tiff *.ndpi *.mrxs *.scn *.bif *.vms *.vmu *.svslide *.dcm *.jpg *.jpeg *.png);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Bowman projects (*.bowman)</source>
        <translation>Bowman-Projekte (*.bowman)</translation>
    </message>
    <message>
        <source>%1 imported</source>
        <translation>%1 importiert</translation>
    </message>
    <message>
        <source>%1 updated</source>
        <translation>%1 aktualisiert</translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation>%1 unverändert</translation>
    </message>
    <message>
        <source>%1 proposals replaced</source>
        <translation>%1 Vorschläge ersetzt</translation>
    </message>
    <message>
        <source>%1 trimmed</source>
        <translation>%1 beschnitten</translation>
    </message>
    <message>
        <source>%1 left out (overlap)</source>
        <translation>%1 ausgelassen (Überlappung)</translation>
    </message>
    <message>
        <source>%1 left out (outside)</source>
        <translation>%1 ausgelassen (außerhalb)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Magnification</source>
        <translation>&amp;Vergrößerung</translation>
    </message>
    <message>
        <source>Fo&amp;cus</source>
        <translation>Fo&amp;kus</translation>
    </message>
    <message>
        <source>&amp;Rotate</source>
        <translation>&amp;Drehen</translation>
    </message>
    <message>
        <source>&amp;Show Panel</source>
        <translation>Bedienfeld an&amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Farbs&amp;chema</translation>
    </message>
    <message>
        <source>&amp;Slide</source>
        <translation>&amp;Schnitt</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Outline of the Selected Object</source>
        <translation>Umriss des ausgewählten &amp;Objekts</translation>
    </message>
    <message>
        <source>&amp;Detection</source>
        <translation>&amp;Erkennung</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>D&amp;urchsicht</translation>
    </message>
    <message>
        <source>Class of the Ob&amp;ject</source>
        <translation>Klasse des Ob&amp;jekts</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>turned by 180°</source>
        <translation>um 180° gedreht</translation>
    </message>
    <message>
        <source>turned %1° to the left</source>
        <translation>um %1° nach links gedreht</translation>
    </message>
    <message>
        <source>turned %1° to the right</source>
        <translation>um %1° nach rechts gedreht</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>, set by a person</source>
        <translation>, von einer Person festgelegt</translation>
    </message>
    <message>
        <source>, from the file</source>
        <translation>, aus der Datei</translation>
    </message>
    <message>
        <source> (the file says: %1)</source>
        <translation> (laut Datei: %1)</translation>
    </message>
    <message>
        <source>signed off by %1, %2</source>
        <translation>abgezeichnet von %1, %2</translation>
    </message>
    <message>
        <source>; exception: %1</source>
        <translation>; Ausnahme: %1</translation>
    </message>
    <message>
        <source>no longer signed off: edited after it was %1</source>
        <translation>nicht mehr abgezeichnet, weil danach bearbeitet (%1)</translation>
    </message>
    <message>
        <source>x %1  y %2 px</source>
        <translation>x %1  y %2 px</translation>
    </message>
    <message>
        <source>%1  ·  x %2  y %3 µm</source>
        <translation>%1  ·  x %2  y %3 µm</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;All</source>
        <translation>&amp;Alles kopieren</translation>
    </message>
    <message>
        <source>slide</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>tissue</source>
        <translation>Gewebe</translation>
    </message>
    <message>
        <source>Dice %1 with the model&apos;s outline</source>
        <translation>Dice %1 mit dem Umriss des Modells</translation>
    </message>
    <message>
        <source>area %1%2 % of the model&apos;s</source>
        <translation>Fläche %1%2 % gegenüber dem Modell</translation>
    </message>
    <message>
        <source>imported (%1)</source>
        <translation>importiert (%1)</translation>
    </message>
    <message>
        <source>reviewed by %1</source>
        <translation>durchgesehen von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) of other programs</source>
        <translation>
            <numerusform>%n Feld anderer Programme</numerusform>
            <numerusform>%n Felder anderer Programme</numerusform>
        </translation>
    </message>
    <message>
        <source>From</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwellenwert</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Durchgesehen</translation>
    </message>
    <message>
        <source>Time spent</source>
        <translation>Zeitaufwand</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>unknown: the file does not say it</source>
        <translation>unbekannt: die Datei sagt nichts dazu</translation>
    </message>
    <message>
        <source>unknown: the file says %1</source>
        <translation>unbekannt: die Datei sagt %1</translation>
    </message>
    <message>
        <source>%1, set by a person%2</source>
        <translation>%1, von einer Person festgelegt%2</translation>
    </message>
    <message>
        <source> (the file says %1)</source>
        <translation> (laut Datei %1)</translation>
    </message>
    <message>
        <source>%1, from the file%2</source>
        <translation>%1, aus der Datei%2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Size in pixels</source>
        <translation>Größe in Pixeln</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Auflösungsstufen</translation>
    </message>
    <message>
        <source>Stored tiles</source>
        <translation>Gespeicherte Kacheln</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation>Zweifel</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>the file does not say it</source>
        <translation>die Datei sagt nichts dazu</translation>
    </message>
    <message>
        <source>Scanned part</source>
        <translation>Gescannter Teil</translation>
    </message>
    <message>
        <source>%1 × %2 px at %3, %4</source>
        <translation>%1 × %2 px bei %3, %4</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Focus planes</source>
        <translation>Fokusebenen</translation>
    </message>
    <message>
        <source>file not found</source>
        <translation>Datei nicht gefunden</translation>
    </message>
    <message>
        <source>✓ signed off</source>
        <translation>✓ abgezeichnet</translation>
    </message>
    <message>
        <source>no glomeruli yet</source>
        <translation>noch keine Glomeruli</translation>
    </message>
    <message>
        <source>Complete region</source>
        <translation>Vollständige Region</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>Vorgeschlagen</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Korrigiert</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Glomeruli</source>
        <translation>Glomeruli</translation>
    </message>
    <message>
        <source>No glomeruli</source>
        <translation>Keine Glomeruli</translation>
    </message>
    <message>
        <source>Equivalent diameter (µm)</source>
        <translation>Äquivalentdurchmesser (µm)</translation>
    </message>
    <message>
        <source>Equivalent diameter (px)</source>
        <translation>Äquivalentdurchmesser (px)</translation>
    </message>
    <message>
        <source>Doubt of the network</source>
        <translation>Zweifel des Netzes</translation>
    </message>
    <message>
        <source>Uncertainty (bits)</source>
        <translation>Unsicherheit (Bit)</translation>
    </message>
    <message>
        <source>check first</source>
        <translation>zuerst prüfen</translation>
    </message>
    <message>
        <source>No glomeruli found by a network</source>
        <translation>Keine Glomeruli von einem Netz gefunden</translation>
    </message>
    <message>
        <source>Class and state</source>
        <translation>Klasse und Zustand</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Diameter %1 µm</source>
        <translation>Durchmesser %1 µm</translation>
    </message>
    <message>
        <source>Diameter %1 px</source>
        <translation>Durchmesser %1 px</translation>
    </message>
    <message>
        <source>Doubt %1</source>
        <translation>Zweifel %1</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>Klasse %1</translation>
    </message>
    <message>
        <source>Glomeruli of %1</source>
        <translation>Glomeruli von %1</translation>
    </message>
    <message>
        <source>Glomeruli of %1 slides</source>
        <translation>Glomeruli von %1 Schnitten</translation>
    </message>
    <message>
        <source>Pictures or areas are missing: %1</source>
        <translation>Bilder oder Flächen fehlen: %1</translation>
    </message>
    <message>
        <source>%1 with outlines</source>
        <translation>%1 mit Umrissen</translation>
    </message>
    <message>
        <source>Sizes and forms</source>
        <translation>Größen und Formen</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>Wie der Bericht entstand</translation>
    </message>
    <message>
        <source>What the figures mean</source>
        <translation>Was die Zahlen bedeuten</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1: %2 objects</source>
        <translation>%1: %2 Objekte</translation>
    </message>
    <message>
        <source>%1: %2 objects, %3</source>
        <translation>%1: %2 Objekte, %3</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>model %1, threshold %2</source>
        <translation>Modell %1, Schwellenwert %2</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>, SHA-256 %1…</source>
        <translation>, SHA-256 %1…</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>imported from %1</source>
        <translation>importiert aus %1</translation>
    </message>
    <message>
        <source>drawn by a person</source>
        <translation>von einer Person gezeichnet</translation>
    </message>
    <message>
        <source>no glomeruli</source>
        <translation>keine Glomeruli</translation>
    </message>
    <message>
        <source>unknown: sizes are in pixels, there are no areas</source>
        <translation>unbekannt: Größen sind in Pixeln angegeben, Flächen fehlen</translation>
    </message>
    <message>
        <source>set by a person</source>
        <translation>von einer Person festgelegt</translation>
    </message>
    <message>
        <source>glomerulus</source>
        <translation>Glomerulus</translation>
    </message>
    <message>
        <source>glomeruli</source>
        <translation>Glomeruli</translation>
    </message>
    <message>
        <source>all reviewed</source>
        <translation>alle durchgesehen</translation>
    </message>
    <message>
        <source>%1 not reviewed</source>
        <translation>%1 nicht durchgesehen</translation>
    </message>
    <message>
        <source>per mm² of tissue</source>
        <translation>pro mm² Gewebe</translation>
    </message>
    <message>
        <source>%1 on %2, outlined</source>
        <translation>%1 auf %2, umrissen</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>scale or tissue unknown</source>
        <translation>Maßstab oder Gewebe unbekannt</translation>
    </message>
    <message>
        <source>per mm² of cortex</source>
        <translation>pro mm² Rinde</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>no region “Cortex”</source>
        <translation>keine Region „Cortex“ (Rinde)</translation>
    </message>
    <message>
        <source>globally sclerosed</source>
        <translation>global sklerosiert</translation>
    </message>
    <message>
        <source>segmentally sclerosed</source>
        <translation>segmental sklerosiert</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>SD</source>
        <translation>SD</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Quartiles</source>
        <translation>Quartile</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>Area (%1)</source>
        <translation>Fläche (%1)</translation>
    </message>
    <message>
        <source>Equivalent diameter (%1)</source>
        <translation>Äquivalentdurchmesser (%1)</translation>
    </message>
    <message>
        <source>Largest Feret diameter (%1)</source>
        <translation>Größter Feret-Durchmesser (%1)</translation>
    </message>
    <message>
        <source>Circularity</source>
        <translation>Zirkularität</translation>
    </message>
    <message>
        <source>Solidity</source>
        <translation>Solidität</translation>
    </message>
    <message>
        <source>Mean probability</source>
        <translation>Mittlere Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Distance to the tissue edge (%1)</source>
        <translation>Abstand zum Geweberand (%1)</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>Nicht durchgesehen</translation>
    </message>
    <message>
        <source>Per mm² tissue</source>
        <translation>Pro mm² Gewebe</translation>
    </message>
    <message>
        <source>Per mm² cortex</source>
        <translation>Pro mm² Rinde</translation>
    </message>
    <message>
        <source>Globally sclerosed</source>
        <translation>Global sklerosiert</translation>
    </message>
    <message>
        <source>Mean ⌀</source>
        <translation>Mittlerer ⌀</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>Stain</source>
        <translation>Färbung</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
    <message>
        <source>Outlines by</source>
        <translation>Umrisse von</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>Durchgesehen von</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 of %2: as the model proposed them</source>
        <translation>%1 von %2: wie vom Modell vorgeschlagen</translation>
    </message>
    <message>
        <source>Signed off</source>
        <translation>Abgezeichnet</translation>
    </message>
    <message>
        <source>exception: %1</source>
        <translation>Ausnahme: %1</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1: a colleague is to be asked</source>
        <translation>%1: eine zweite Person ist zu fragen</translation>
    </message>
    <message>
        <source>Tissue</source>
        <translation>Gewebe</translation>
    </message>
    <message>
        <source>regions “Tissue” of the project</source>
        <translation>Regionen „Tissue“ (Gewebe) des Projekts</translation>
    </message>
    <message>
        <source>found on a picture of about 10 µm/px (darkness against the glass, Otsu&apos;s threshold)</source>
        <translation>gefunden auf einem Bild mit etwa 10 µm/px (Dunkelheit gegenüber dem Glas, Schwellenwert nach Otsu)</translation>
    </message>
    <message>
        <source>Cortex</source>
        <translation>Rinde</translation>
    </message>
    <message>
        <source>regions “Cortex” of the project</source>
        <translation>Regionen „Cortex“ (Rinde) des Projekts</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Erstellt von</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Erstellt am</translation>
    </message>
    <message>
        <source>Counted are all glomeruli but the rejected ones and those of classes that the project does not count; those that nobody has reviewed count as the model proposed them.</source>
        <translation>Gezählt werden alle Glomeruli außer den abgelehnten und denen von Klassen, die das Projekt nicht zählt; noch nicht durchgesehene zählen so, wie das Modell sie vorgeschlagen hat.</translation>
    </message>
    <message>
        <source>Equivalent diameter: of the circle of the same area. Feret diameter: the largest distance of two points of the outline. Circularity: 4π · area / perimeter² of the outer outline, 1 for a circle; a rough outline has less. Solidity: area / area of the convex hull.</source>
        <translation>Äquivalentdurchmesser: des Kreises gleicher Fläche. Feret-Durchmesser: der größte Abstand zweier Punkte des Umrisses. Zirkularität: 4π · Fläche / Umfang² des äußeren Umrisses, 1 für einen Kreis; ein rauer Umriss hat weniger. Solidität: Fläche / Fläche der konvexen Hülle.</translation>
    </message>
    <message>
        <source>Distance to the tissue edge: from the nearest point of the outline to the glass or the border of the slide, to about 10 µm.</source>
        <translation>Abstand zum Geweberand: vom nächsten Punkt des Umrisses bis zum Glas oder zum Rand des Schnitts, auf etwa 10 µm genau.</translation>
    </message>
    <message>
        <source>Density: glomeruli that lie on the area, divided by it. These are profiles on one section, not a count in three dimensions.</source>
        <translation>Dichte: Glomeruli, die auf der Fläche liegen, geteilt durch diese. Es sind Anschnitte in einem Schnitt, keine Zählung im Raum.</translation>
    </message>
    <message>
        <source>Globally and segmentally sclerosed: by the class that a person or a model gave.</source>
        <translation>Global und segmental sklerosiert: nach der Klasse, die eine Person oder ein Modell vergeben hat.</translation>
    </message>
    <message>
        <source>For research only. Not a medical device: not for diagnosis.</source>
        <translation>Nur für die Forschung. Kein Medizinprodukt: nicht zur Diagnose.</translation>
    </message>
    <message>
        <source>%1 of %2 glomeruli are shown: the first by number.</source>
        <translation>%1 von %2 Glomeruli sind gezeigt: die ersten nach ihrer Nummer.</translation>
    </message>
    <message>
        <source>1 glomerulus</source>
        <translation>1 Glomerulus</translation>
    </message>
    <message>
        <source>%1 glomeruli</source>
        <translation>%1 Glomeruli</translation>
    </message>
    <message>
        <source>Rea&amp;dings</source>
        <translation>L&amp;esungen</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Consensus</source>
        <translation>Konsens</translation>
    </message>
    <message>
        <source>Globally sclerotic</source>
        <translation>Global sklerosiert</translation>
    </message>
    <message>
        <source>probability %1 %   doubt %2</source>
        <translation>Wahrscheinlichkeit %1 %   Zweifel %2</translation>
    </message>
    <message>
        <source>%1 on %2, corrected</source>
        <translation>%1 auf %2, berichtigt</translation>
    </message>
    <message>
        <source>found on a picture of about 10 µm/px (darkness against the glass, Otsu&apos;s threshold), with regions “Tissue”, without “Artefact” and “Ignore”</source>
        <translation>auf einem Bild von etwa 10 µm/px gefunden (Dunkelheit gegen das Glas, Schwelle nach Otsu), mit Regionen „Tissue“ (Gewebe), ohne „Artefact“ und „Ignore“</translation>
    </message>
    <message>
        <source>global sclerosis: probability %1 %</source>
        <translation>globale Sklerose: Wahrscheinlichkeit %1 %</translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>entropy %1</source>
        <translation>Entropie %1</translation>
    </message>
    <message>
        <source>neighbouring patches differ by %1</source>
        <translation>benachbarte Kacheln weichen um %1 ab</translation>
    </message>
    <message>
        <source>spread of mirror images %1</source>
        <translation>Streuung der Spiegelbilder %1</translation>
    </message>
</context>
<context>
    <name>StepText</name>
    <message>
        <source>brush on %1</source>
        <translation>Pinsel: %1</translation>
    </message>
    <message>
        <source>brush: new %1</source>
        <translation>Pinsel: neu, %1</translation>
    </message>
    <message>
        <source>eraser on %1</source>
        <translation>Radierer: %1</translation>
    </message>
    <message>
        <source>eraser: new %1</source>
        <translation>Radierer: neu, %1</translation>
    </message>
    <message>
        <source>polygon on %1</source>
        <translation>Polygon: %1</translation>
    </message>
    <message>
        <source>polygon: new %1</source>
        <translation>Polygon: neu, %1</translation>
    </message>
    <message>
        <source>magnetic on %1</source>
        <translation>Magnetumriss: %1</translation>
    </message>
    <message>
        <source>magnetic: new %1</source>
        <translation>Magnetumriss: neu, %1</translation>
    </message>
    <message>
        <source>wand on %1</source>
        <translation>Zauberstab: %1</translation>
    </message>
    <message>
        <source>wand: new %1</source>
        <translation>Zauberstab: neu, %1</translation>
    </message>
    <message>
        <source>click on %1</source>
        <translation>Klick: %1</translation>
    </message>
    <message>
        <source>click: new %1</source>
        <translation>Klick: neu, %1</translation>
    </message>
    <message>
        <source>redraw border of %1</source>
        <translation>Rand neu gezogen: %1</translation>
    </message>
    <message>
        <source>redraw border: new %1</source>
        <translation>Rand gezogen: neu, %1</translation>
    </message>
    <message>
        <source>redraw border</source>
        <translation>Rand neu gezogen</translation>
    </message>
    <message>
        <source>region: new %1</source>
        <translation>Region: neu, %1</translation>
    </message>
    <message>
        <source>region: cut from %1</source>
        <translation>Region: abgeschnitten von %1</translation>
    </message>
    <message>
        <source>region: joined with %1</source>
        <translation>Region: verbunden mit %1</translation>
    </message>
    <message>
        <source>move a point of %1</source>
        <translation>Punkt verschoben: %1</translation>
    </message>
    <message>
        <source>add a point to %1</source>
        <translation>Punkt hinzugefügt: %1</translation>
    </message>
    <message>
        <source>remove a point of %1</source>
        <translation>Punkt entfernt: %1</translation>
    </message>
    <message>
        <source>fill holes of %1</source>
        <translation>Löcher gefüllt: %1</translation>
    </message>
    <message>
        <source>smooth %1</source>
        <translation>geglättet: %1</translation>
    </message>
    <message>
        <source>simplify %1</source>
        <translation>vereinfacht: %1</translation>
    </message>
    <message>
        <source>grow %1</source>
        <translation>vergrößert: %1</translation>
    </message>
    <message>
        <source>shrink %1</source>
        <translation>verkleinert: %1</translation>
    </message>
    <message>
        <source>convex hull of %1</source>
        <translation>konvexe Hülle: %1</translation>
    </message>
    <message>
        <source>split %1</source>
        <translation>geteilt: %1</translation>
    </message>
    <message>
        <source>merge %1 objects into %2</source>
        <translation>%1 Objekte vereinigt zu %2</translation>
    </message>
    <message>
        <source>duplicate %1</source>
        <translation>verdoppelt: %1</translation>
    </message>
    <message>
        <source>accept %1</source>
        <translation>angenommen: %1</translation>
    </message>
    <message>
        <source>reject %1</source>
        <translation>abgelehnt: %1</translation>
    </message>
    <message>
        <source>unsure about %1</source>
        <translation>unsicher: %1</translation>
    </message>
    <message>
        <source>class of %1</source>
        <translation>Klasse: %1</translation>
    </message>
    <message>
        <source>%1: accept %2</source>
        <translation>%1: angenommen, %2</translation>
    </message>
    <message>
        <source>delete %1</source>
        <translation>gelöscht: %1</translation>
    </message>
    <message>
        <source>no note on %1</source>
        <translation>Notiz entfernt: %1</translation>
    </message>
    <message>
        <source>note on %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>accept maybe: %1</source>
        <translation>„Vielleicht“ angenommen: %1</translation>
    </message>
    <message>
        <source>reject maybe: %1</source>
        <translation>„Vielleicht“ abgelehnt: %1</translation>
    </message>
    <message>
        <source>rename classes of %1</source>
        <translation>Klassen umbenannt: %1</translation>
    </message>
    <message>
        <source>find glomeruli: %1 proposed</source>
        <translation>Glomeruli gesucht: %1 vorgeschlagen</translation>
    </message>
    <message>
        <source>import of %1 labels</source>
        <translation>%1 Beschriftungen eingelesen</translation>
    </message>
    <message>
        <source>begin the reading with what the network proposed</source>
        <translation>Lesung begonnen mit den Vorschlägen des Netzes</translation>
    </message>
    <message>
        <source>begin the consensus with what both readers agree on</source>
        <translation>Konsens begonnen mit dem, worin beide einig sind</translation>
    </message>
    <message>
        <source>reader 1 is right: %1</source>
        <translation>Prüfer 1 hat recht: %1</translation>
    </message>
    <message>
        <source>reader 2 is right: %1</source>
        <translation>Prüfer 2 hat recht: %1</translation>
    </message>
    <message>
        <source>neither reader is right: %1</source>
        <translation>Keiner von beiden hat recht: %1</translation>
    </message>
    <message>
        <source>own outline: %1</source>
        <translation>eigener Umriss: %1</translation>
    </message>
    <message>
        <source>complete region %1</source>
        <translation>vollständige Region %1</translation>
    </message>
    <message>
        <source>glomerulus %1</source>
        <translation>Glomerulus %1</translation>
    </message>
    <message>
        <source>structure %1</source>
        <translation>Struktur %1</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>Region %1</translation>
    </message>
    <message>
        <source>%1 glomeruli</source>
        <translation>%1 Glomeruli</translation>
    </message>
    <message>
        <source>%1 glomerulus</source>
        <translation>%1 Glomerulus</translation>
    </message>
    <message>
        <source>tissue: painted to it</source>
        <translation>Gewebe: hinzugemalt</translation>
    </message>
    <message>
        <source>tissue: taken from it</source>
        <translation>Gewebe: weggenommen</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>The outline could not be computed; nothing was changed</source>
        <translation>Der Umriss konnte nicht berechnet werden; nichts wurde geändert</translation>
    </message>
    <message>
        <source>An outline needs three points: click further ones, or press Esc</source>
        <translation>Ein Umriss braucht drei Punkte: klicken Sie weitere, oder drücken Sie Esc</translation>
    </message>
    <message>
        <source>The outline encloses nothing; nothing was changed</source>
        <translation>Der Umriss schließt nichts ein; nichts wurde geändert</translation>
    </message>
    <message>
        <source>Select an object first</source>
        <translation>Wählen Sie zuerst ein Objekt</translation>
    </message>
    <message>
        <source>Nothing would be left of it: use Delete to remove an object</source>
        <translation>Nichts bliebe davon übrig: mit Entf wird ein Objekt gelöscht</translation>
    </message>
    <message>
        <source>The outline would cross itself; nothing was changed</source>
        <translation>Der Umriss würde sich selbst kreuzen; nichts wurde geändert</translation>
    </message>
    <message>
        <source>The line cuts nothing in two: draw it right across an object</source>
        <translation>Die Linie teilt nichts: ziehen Sie sie ganz über ein Objekt</translation>
    </message>
    <message>
        <source>Draw the line across the objects that are one: it touches fewer than two</source>
        <translation>Ziehen Sie die Linie über die Objekte, die eines sind: sie berührt weniger als zwei</translation>
    </message>
    <message>
        <source>The line touches objects of different classes (%1, %2): only those of one class are merged</source>
        <translation>Die Linie berührt Objekte verschiedener Klassen (%1, %2): nur solche einer Klasse werden zusammengeführt</translation>
    </message>
    <message>
        <source>There is no room beside the object for its copy</source>
        <translation>Neben dem Objekt ist kein Platz für die Kopie</translation>
    </message>
    <message>
        <source>No room for a new glomerulus here: too small, off the slide or taken; nothing was added</source>
        <translation>Kein Platz für einen neuen Glomerulus: zu klein, außerhalb des Schnitts oder besetzt; nichts wurde hinzugefügt</translation>
    </message>
    <message>
        <source>Select a glomerulus to erase from</source>
        <translation>Wählen Sie einen Glomerulus, von dem radiert wird</translation>
    </message>
    <message>
        <source>The outline is too small or lies off the slide; nothing was changed</source>
        <translation>Der Umriss ist zu klein oder liegt außerhalb des Schnitts; nichts wurde geändert</translation>
    </message>
    <message>
        <source>There is no complete region here to cut from</source>
        <translation>Hier ist keine vollständige Region, von der abgeschnitten werden könnte</translation>
    </message>
    <message>
        <source>The last stroke is still being cut by its neighbours</source>
        <translation>Der letzte Strich wird noch an seinen Nachbarn beschnitten</translation>
    </message>
    <message>
        <source>Stroke given back</source>
        <translation>Strich zurückgenommen</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>The stroke lies off the slide; nothing was changed</source>
        <translation>Der Strich liegt außerhalb des Schnitts; nichts wurde geändert</translation>
    </message>
</context>
<context>
    <name>bowman::ui::Actions</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Open &amp;Slide…</source>
        <translation>&amp;Schnitt öffnen…</translation>
    </message>
    <message>
        <source>Open a slide; several at once become one project</source>
        <translation>Einen Schnitt öffnen; mehrere auf einmal werden ein Projekt</translation>
    </message>
    <message>
        <source>Open &amp;Project…</source>
        <translation>&amp;Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open a .bowman project</source>
        <translation>Ein .bowman-Projekt öffnen</translation>
    </message>
    <message>
        <source>&amp;Add Slides to Project…</source>
        <translation>Schnitte zum Projekt &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Add slides to the project that is open</source>
        <translation>Schnitte zum geöffneten Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Save a &amp;Copy…</source>
        <translation>&amp;Kopie speichern…</translation>
    </message>
    <message>
        <source>Write a copy of the project to another file</source>
        <translation>Eine Kopie des Projekts in eine andere Datei schreiben</translation>
    </message>
    <message>
        <source>Saved &amp;Automatically</source>
        <translation>&amp;Automatisch gespeichert</translation>
    </message>
    <message>
        <source>Everything is saved as you do it</source>
        <translation>Alles wird sofort gespeichert</translation>
    </message>
    <message>
        <source>&amp;Import Labels…</source>
        <translation>Annotationen &amp;importieren…</translation>
    </message>
    <message>
        <source>Take in labels that other tools wrote; a file can be dropped on the slide too</source>
        <translation>Annotationen anderer Programme übernehmen; eine Datei lässt sich auch auf den Schnitt ziehen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Write labels that other tools read</source>
        <translation>Annotationen schreiben, die andere Programme lesen</translation>
    </message>
    <message>
        <source>Repo&amp;rt…</source>
        <translation>Be&amp;richt…</translation>
    </message>
    <message>
        <source>Figures, plots and pictures of the slide or the project, as PDF or HTML</source>
        <translation>Zahlen, Diagramme und Bilder des Schnitts oder des Projekts, als PDF oder HTML</translation>
    </message>
    <message>
        <source>Save &amp;View as Picture…</source>
        <translation>Ansicht als Bi&amp;ld speichern…</translation>
    </message>
    <message>
        <source>What the canvas shows, with its scale bar, as PNG; or the outlines as SVG</source>
        <translation>Was die Bildfläche zeigt, mit Maßstabsbalken, als PNG; oder die Umrisse als SVG</translation>
    </message>
    <message>
        <source>&amp;Close Project</source>
        <translation>Projekt s&amp;chließen</translation>
    </message>
    <message>
        <source>Close the project; everything is saved</source>
        <translation>Das Projekt schließen; alles ist gespeichert</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Quit; everything is saved</source>
        <translation>Beenden; alles ist gespeichert</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take the last step back; there is no limit</source>
        <translation>Den letzten Schritt zurücknehmen; ohne Grenze</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>Zurückgenommenes erneut ausführen</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>Every step of this slide, with who and when; a click goes there</source>
        <translation>Jeder Arbeitsschritt an diesem Schnitt, mit Person und Zeit; ein Klick führt dorthin</translation>
    </message>
    <message>
        <source>&amp;Find Objects</source>
        <translation>Objekte &amp;suchen</translation>
    </message>
    <message>
        <source>By number, class, note or person: the list shows them, Enter goes to the next</source>
        <translation>Nach Nummer, Klasse, Notiz oder Person: die Liste zeigt sie, Eingabe geht zum nächsten</translation>
    </message>
    <message>
        <source>&amp;Note on the Object</source>
        <translation>&amp;Notiz zum Objekt</translation>
    </message>
    <message>
        <source>Write a note on the selected object</source>
        <translation>Eine Notiz zum ausgewählten Objekt schreiben</translation>
    </message>
    <message>
        <source>&amp;Delete Object</source>
        <translation>Objekt &amp;löschen</translation>
    </message>
    <message>
        <source>Remove the selected object</source>
        <translation>Das ausgewählte Objekt entfernen</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Find &amp;Glomeruli</source>
        <translation>&amp;Glomeruli suchen</translation>
    </message>
    <message>
        <source>Run the network over the tissue of this slide</source>
        <translation>Das Netz über das Gewebe dieses Schnitts laufen lassen</translation>
    </message>
    <message>
        <source>Set &amp;µm per Pixel…</source>
        <translation>µm pro Pi&amp;xel festlegen…</translation>
    </message>
    <message>
        <source>Say how large a pixel of this slide is</source>
        <translation>Angeben, wie groß ein Pixel dieses Schnitts ist</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>&amp;Properties</source>
        <translation>&amp;Eigenschaften</translation>
    </message>
    <message>
        <source>What the file of this slide says: size, scale, scanner, pictures</source>
        <translation>Was die Datei dieses Schnitts sagt: Größe, Maßstab, Scanner, Bilder</translation>
    </message>
    <message>
        <source>Slide &amp;Table…</source>
        <translation>Schnitt&amp;tabelle…</translation>
    </message>
    <message>
        <source>All slides of the project: alias, case, patient, stain and block, to be edited or imported</source>
        <translation>Alle Schnitte des Projekts: Alias, Fall, Patient, Färbung und Block, zum Bearbeiten oder Importieren</translation>
    </message>
    <message>
        <source>&amp;Measurements</source>
        <translation>&amp;Messungen</translation>
    </message>
    <message>
        <source>A table of sizes and forms of all objects, with plots and figures of the slide</source>
        <translation>Eine Tabelle der Größen und Formen aller Objekte, mit Diagrammen und Zahlen des Schnitts</translation>
    </message>
    <message>
        <source>Side &amp;by Side</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>Another slide beside this one; both move together</source>
        <translation>Ein anderer Schnitt neben diesem; beide bewegen sich zusammen</translation>
    </message>
    <message>
        <source>&amp;Next Tab</source>
        <translation>Nä&amp;chster Reiter</translation>
    </message>
    <message>
        <source>The slide in the next tab</source>
        <translation>Der Schnitt im nächsten Reiter</translation>
    </message>
    <message>
        <source>Pre&amp;vious Tab</source>
        <translation>&amp;Vorheriger Reiter</translation>
    </message>
    <message>
        <source>The slide in the tab before</source>
        <translation>Der Schnitt im vorherigen Reiter</translation>
    </message>
    <message>
        <source>&amp;Close Tab</source>
        <translation>Reiter &amp;schließen</translation>
    </message>
    <message>
        <source>Put this slide away; it stays in the project. The last one closes the project</source>
        <translation>Diesen Schnitt weglegen; er bleibt im Projekt. Der letzte schließt das Projekt</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Select and Pan</source>
        <translation>&amp;Auswählen und Verschieben</translation>
    </message>
    <message>
        <source>Click selects, drag moves the slide</source>
        <translation>Klicken wählt aus, Ziehen verschiebt den Schnitt</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>Paint onto a glomerulus, or begin a new one; Shift erases, [ and ] change the radius</source>
        <translation>Einen Glomerulus ergänzen oder einen neuen beginnen; Umschalt radiert, [ und ] ändern den Radius</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>Take away from a glomerulus; Shift paints</source>
        <translation>Von einem Glomerulus wegnehmen; Umschalt malt</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>Poly&amp;gon</translation>
    </message>
    <message>
        <source>Click corners, drag freehand, or both: a new glomerulus, or more of the selected one where you begin in it; Shift cuts, Enter closes, Esc gives up</source>
        <translation>Ecken klicken, freihändig ziehen oder beides: ein neuer Glomerulus, oder mehr vom ausgewählten, wenn man in ihm beginnt; Umschalt schneidet weg, Eingabe schließt, Esc verwirft</translation>
    </message>
    <message>
        <source>Mark &amp;Region Complete</source>
        <translation>Region als &amp;vollständig markieren</translation>
    </message>
    <message>
        <source>Outline a part in which everything is marked: the rest of it counts as background</source>
        <translation>Einen Teil umreißen, in dem alles markiert ist: der Rest davon gilt als Hintergrund</translation>
    </message>
    <message>
        <source>Measure &amp;Length</source>
        <translation>&amp;Länge messen</translation>
    </message>
    <message>
        <source>A ruler: drag, or click twice; Shift for straight lines, Ctrl+C copies</source>
        <translation>Ein Lineal: ziehen oder zweimal klicken; Umschalt für gerade Linien, Strg+C kopiert</translation>
    </message>
    <message>
        <source>Measure &amp;Area</source>
        <translation>Fläche me&amp;ssen</translation>
    </message>
    <message>
        <source>Outline anything: area, perimeter and equivalent diameter; Ctrl+C copies</source>
        <translation>Beliebiges umreißen: Fläche, Umfang und Äquivalentdurchmesser; Strg+C kopiert</translation>
    </message>
    <message>
        <source>Spl&amp;it</source>
        <translation>&amp;Teilen</translation>
    </message>
    <message>
        <source>Draw a line right across objects: each becomes two</source>
        <translation>Eine Linie quer durch Objekte ziehen: aus jedem werden zwei</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>Z&amp;usammenführen</translation>
    </message>
    <message>
        <source>Draw a line across objects: they become one, and small gaps are bridged</source>
        <translation>Eine Linie über Objekte ziehen: sie werden eins, kleine Lücken werden überbrückt</translation>
    </message>
    <message>
        <source>&amp;Click to Outline</source>
        <translation>Umriss per &amp;Klick</translation>
    </message>
    <message>
        <source>Click in a glomerulus, or drag a box around it: its outline is proposed; more clicks pull it, Shift-clicks push it back, Enter keeps it</source>
        <translation>In einen Glomerulus klicken oder einen Rahmen um ihn ziehen: sein Umriss wird vorgeschlagen; weitere Klicks erweitern ihn, Umschalt-Klicks drängen ihn zurück, Eingabe übernimmt ihn</translation>
    </message>
    <message>
        <source>&amp;Wand</source>
        <translation>&amp;Zauberstab</translation>
    </message>
    <message>
        <source>Press on a colour: what is like it is taken, the further you drag the more; Shift takes away, [ and ] change with how much it begins</source>
        <translation>Auf eine Farbe drücken: Ähnliches wird genommen, je weiter man zieht, desto mehr; Umschalt nimmt weg, [ und ] ändern, mit wie viel es beginnt</translation>
    </message>
    <message>
        <source>Ma&amp;gnetic Outline</source>
        <translation>&amp;Magnetischer Umriss</translation>
    </message>
    <message>
        <source>Click along a border: the line follows the edges; Enter closes, Shift+Enter subtracts, Backspace takes the last point back</source>
        <translation>An einer Grenze entlang klicken: die Linie folgt den Kanten; Eingabe schließt, Umschalt+Eingabe zieht ab, die Rücktaste nimmt den letzten Punkt zurück</translation>
    </message>
    <message>
        <source>Edit P&amp;oints</source>
        <translation>Punkte &amp;bearbeiten</translation>
    </message>
    <message>
        <source>Drag points or edges of the selected outline; a double click on an edge adds a point, Delete removes one</source>
        <translation>Punkte oder Kanten des ausgewählten Umrisses ziehen; ein Doppelklick auf eine Kante fügt einen Punkt hinzu, Entf entfernt einen</translation>
    </message>
    <message>
        <source>&amp;Smooth</source>
        <translation>&amp;Glätten</translation>
    </message>
    <message>
        <source>Spikes and notches narrower than 6 µm go</source>
        <translation>Zacken und Kerben schmaler als 6 µm verschwinden</translation>
    </message>
    <message>
        <source>Si&amp;mplify</source>
        <translation>&amp;Vereinfachen</translation>
    </message>
    <message>
        <source>Fewer points; the outline moves by 0.5 µm at most</source>
        <translation>Weniger Punkte; der Umriss verschiebt sich um höchstens 0,5 µm</translation>
    </message>
    <message>
        <source>&amp;Grow by 1 µm</source>
        <translation>Um 1 µm &amp;erweitern</translation>
    </message>
    <message>
        <source>Move the outline outwards; it stops at its neighbours</source>
        <translation>Den Umriss nach außen verschieben; er endet an seinen Nachbarn</translation>
    </message>
    <message>
        <source>Shri&amp;nk by 1 µm</source>
        <translation>Um 1 µm &amp;schrumpfen</translation>
    </message>
    <message>
        <source>Move the outline inwards</source>
        <translation>Den Umriss nach innen verschieben</translation>
    </message>
    <message>
        <source>&amp;Fill Holes</source>
        <translation>&amp;Löcher füllen</translation>
    </message>
    <message>
        <source>Close the holes of the selected object</source>
        <translation>Die Löcher des ausgewählten Objekts schließen</translation>
    </message>
    <message>
        <source>&amp;Convex Hull</source>
        <translation>&amp;Konvexe Hülle</translation>
    </message>
    <message>
        <source>The tightest outline without dents</source>
        <translation>Der engste Umriss ohne Dellen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>A copy beside the selected object</source>
        <translation>Eine Kopie neben dem ausgewählten Objekt</translation>
    </message>
    <message>
        <source>Edit Sha&amp;pe</source>
        <translation>&amp;Form bearbeiten</translation>
    </message>
    <message>
        <source>Take the brush, with a tip that fits the selected object</source>
        <translation>Den Pinsel nehmen, mit einer Spitze, die zum ausgewählten Objekt passt</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Durchsicht</translation>
    </message>
    <message>
        <source>Go through the objects in the order of the list; each decision moves on</source>
        <translation>Die Objekte in der Reihenfolge der Liste durchgehen; jede Entscheidung führt weiter</translation>
    </message>
    <message>
        <source>&amp;Gallery</source>
        <translation>&amp;Galerie</translation>
    </message>
    <message>
        <source>Pictures of the objects instead of the table; several can be decided at once</source>
        <translation>Bilder der Objekte statt der Tabelle; über mehrere lässt sich auf einmal entscheiden</translation>
    </message>
    <message>
        <source>&amp;Maybe</source>
        <translation>&amp;Vielleicht</translation>
    </message>
    <message>
        <source>Faint places that the network was not sure enough of to propose them</source>
        <translation>Schwache Stellen, bei denen das Netz nicht sicher genug war, um sie vorzuschlagen</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Nächstes</translation>
    </message>
    <message>
        <source>Next object, in the order of the list</source>
        <translation>Nächstes Objekt, in der Reihenfolge der Liste</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>V&amp;orheriges</translation>
    </message>
    <message>
        <source>Previous object, in the order of the list</source>
        <translation>Vorheriges Objekt, in der Reihenfolge der Liste</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>This is a glomerulus, and its outline is right</source>
        <translation>Das ist ein Glomerulus, und sein Umriss stimmt</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>Ab&amp;lehnen</translation>
    </message>
    <message>
        <source>This is not a glomerulus</source>
        <translation>Das ist kein Glomerulus</translation>
    </message>
    <message>
        <source>&amp;Unsure</source>
        <translation>Un&amp;sicher</translation>
    </message>
    <message>
        <source>Leave it to a colleague</source>
        <translation>Jemand anderem überlassen</translation>
    </message>
    <message>
        <source>Class of Key 1</source>
        <translation>Klasse der Taste 1</translation>
    </message>
    <message>
        <source>The class of the selected object</source>
        <translation>Die Klasse des ausgewählten Objekts</translation>
    </message>
    <message>
        <source>Class of Key 2</source>
        <translation>Klasse der Taste 2</translation>
    </message>
    <message>
        <source>Class of Key 3</source>
        <translation>Klasse der Taste 3</translation>
    </message>
    <message>
        <source>Class of Key 4</source>
        <translation>Klasse der Taste 4</translation>
    </message>
    <message>
        <source>Class of Key 5</source>
        <translation>Klasse der Taste 5</translation>
    </message>
    <message>
        <source>Class of Key 6</source>
        <translation>Klasse der Taste 6</translation>
    </message>
    <message>
        <source>Class of Key 7</source>
        <translation>Klasse der Taste 7</translation>
    </message>
    <message>
        <source>Class of Key 8</source>
        <translation>Klasse der Taste 8</translation>
    </message>
    <message>
        <source>Class of Key 9</source>
        <translation>Klasse der Taste 9</translation>
    </message>
    <message>
        <source>&amp;Classes…</source>
        <translation>&amp;Klassen…</translation>
    </message>
    <message>
        <source>Names, colours and keys of the classes of this project</source>
        <translation>Namen, Farben und Tasten der Klassen dieses Projekts</translation>
    </message>
    <message>
        <source>Next &amp;Unseen Tissue</source>
        <translation>Nächstes &amp;ungesehenes Gewebe</translation>
    </message>
    <message>
        <source>Go to the nearest tissue that you have not looked at yet, at 5×</source>
        <translation>Zum nächstgelegenen Gewebe gehen, das Sie noch nicht angesehen haben, bei 5×</translation>
    </message>
    <message>
        <source>Sign &amp;Off…</source>
        <translation>Ab&amp;zeichnen…</translation>
    </message>
    <message>
        <source>Say that this slide is reviewed, or with which exception; kept in the project</source>
        <translation>Festhalten, dass dieser Schnitt durchgesehen ist oder mit welcher Ausnahme; steht im Projekt</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Whole &amp;Slide</source>
        <translation>&amp;Ganzer Schnitt</translation>
    </message>
    <message>
        <source>Show the whole slide</source>
        <translation>Den ganzen Schnitt zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>&amp;Hineinzoomen</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation>Näher heran</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Hera&amp;uszoomen</translation>
    </message>
    <message>
        <source>Further away</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>&amp;Go To…</source>
        <translation>Geh&amp;e zu…</translation>
    </message>
    <message>
        <source>Go to a position in pixels, µm or mm, or to an object by its number</source>
        <translation>Zu einer Position in Pixeln, µm oder mm gehen, oder zu einem Objekt nach seiner Nummer</translation>
    </message>
    <message>
        <source>Add &amp;Bookmark</source>
        <translation>&amp;Lesezeichen hinzufügen</translation>
    </message>
    <message>
        <source>Keep this view under a name</source>
        <translation>Diese Ansicht unter einem Namen behalten</translation>
    </message>
    <message>
        <source>Next Focus P&amp;lane</source>
        <translation>Nächste Fokus&amp;ebene</translation>
    </message>
    <message>
        <source>Of a slide with several focus planes</source>
        <translation>Bei einem Schnitt mit mehreren Fokusebenen</translation>
    </message>
    <message>
        <source>Previous Focus Pla&amp;ne</source>
        <translation>&amp;Vorherige Fokusebene</translation>
    </message>
    <message>
        <source>Forget What Was S&amp;een</source>
        <translation>Gesehe&amp;nes vergessen</translation>
    </message>
    <message>
        <source>Begin again: nothing of this slide counts as looked at</source>
        <translation>Neu beginnen: nichts von diesem Schnitt gilt als angesehen</translation>
    </message>
    <message>
        <source>1×</source>
        <translation>1×</translation>
    </message>
    <message>
        <source>1× (10 µm per pixel of the screen)</source>
        <translation>1× (10 µm pro Bildschirmpixel)</translation>
    </message>
    <message>
        <source>&amp;1:1</source>
        <translation>&amp;1:1</translation>
    </message>
    <message>
        <source>One pixel of the slide is one of the screen</source>
        <translation>Ein Pixel des Schnitts ist ein Pixel des Bildschirms</translation>
    </message>
    <message>
        <source>&amp;2×</source>
        <translation>&amp;2×</translation>
    </message>
    <message>
        <source>2× (5 µm per pixel of the screen)</source>
        <translation>2× (5 µm pro Bildschirmpixel)</translation>
    </message>
    <message>
        <source>&amp;5×</source>
        <translation>&amp;5×</translation>
    </message>
    <message>
        <source>5× (2 µm per pixel of the screen)</source>
        <translation>5× (2 µm pro Bildschirmpixel)</translation>
    </message>
    <message>
        <source>1&amp;0×</source>
        <translation>1&amp;0×</translation>
    </message>
    <message>
        <source>10× (1 µm per pixel of the screen)</source>
        <translation>10× (1 µm pro Bildschirmpixel)</translation>
    </message>
    <message>
        <source>20&amp;×</source>
        <translation>20&amp;×</translation>
    </message>
    <message>
        <source>20× (0.5 µm per pixel of the screen)</source>
        <translation>20× (0,5 µm pro Bildschirmpixel)</translation>
    </message>
    <message>
        <source>&amp;40×</source>
        <translation>&amp;40×</translation>
    </message>
    <message>
        <source>40× (0.25 µm per pixel of the screen)</source>
        <translation>40× (0,25 µm pro Bildschirmpixel)</translation>
    </message>
    <message>
        <source>Rotate &amp;Right</source>
        <translation>Nach &amp;rechts drehen</translation>
    </message>
    <message>
        <source>Turn the view by 90° to the right</source>
        <translation>Die Ansicht um 90° nach rechts drehen</translation>
    </message>
    <message>
        <source>Rotate &amp;Left</source>
        <translation>Nach &amp;links drehen</translation>
    </message>
    <message>
        <source>Turn the view by 90° to the left</source>
        <translation>Die Ansicht um 90° nach links drehen</translation>
    </message>
    <message>
        <source>Rotate by &amp;Angle…</source>
        <translation>Um &amp;Winkel drehen…</translation>
    </message>
    <message>
        <source>Turn the view by any angle; Ctrl+Shift+Wheel does so too</source>
        <translation>Die Ansicht um einen beliebigen Winkel drehen; Strg+Umschalt+Mausrad tut das auch</translation>
    </message>
    <message>
        <source>&amp;Mirror</source>
        <translation>&amp;Spiegeln</translation>
    </message>
    <message>
        <source>Exchange left and right</source>
        <translation>Links und rechts vertauschen</translation>
    </message>
    <message>
        <source>&amp;Upright</source>
        <translation>&amp;Aufrecht</translation>
    </message>
    <message>
        <source>Show the slide as it was scanned, neither turned nor mirrored</source>
        <translation>Den Schnitt zeigen, wie er gescannt wurde, weder gedreht noch gespiegelt</translation>
    </message>
    <message>
        <source>&amp;Drawing…</source>
        <translation>Grafiksyste&amp;m…</translation>
    </message>
    <message>
        <source>OpenGL or raster engine, and memory for tiles</source>
        <translation>OpenGL oder Rasterung, und Speicher für Kacheln</translation>
    </message>
    <message>
        <source>&amp;Outlines</source>
        <translation>Umr&amp;isse</translation>
    </message>
    <message>
        <source>Outlines of the objects</source>
        <translation>Umrisse der Objekte</translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation>&amp;Füllung</translation>
    </message>
    <message>
        <source>Fill the outlines lightly</source>
        <translation>Die Umrisse leicht füllen</translation>
    </message>
    <message>
        <source>&amp;Heat Map</source>
        <translation>Hea&amp;tmap</translation>
    </message>
    <message>
        <source>The network&apos;s probability</source>
        <translation>Die Wahrscheinlichkeit des Netzes</translation>
    </message>
    <message>
        <source>Show Re&amp;jected</source>
        <translation>&amp;Abgelehnte anzeigen</translation>
    </message>
    <message>
        <source>Rejected objects, dotted</source>
        <translation>Abgelehnte Objekte, gepunktet</translation>
    </message>
    <message>
        <source>Show What &amp;Was Seen</source>
        <translation>Ge&amp;sehenes anzeigen</translation>
    </message>
    <message>
        <source>Tints on the navigator what you have looked at, at 5× or closer</source>
        <translation>Färbt im Navigator ein, was Sie angesehen haben, bei 5× oder näher</translation>
    </message>
    <message>
        <source>Smoot&amp;h Travel</source>
        <translation>&amp;Weich bewegen</translation>
    </message>
    <message>
        <source>Fly to the next object rather than jump</source>
        <translation>Zum nächsten Objekt fliegen statt springen</translation>
    </message>
    <message>
        <source>Reset &amp;Appearance</source>
        <translation>Da&amp;rstellung zurücksetzen</translation>
    </message>
    <message>
        <source>Show the slide as it is stained</source>
        <translation>Den Schnitt so zeigen, wie er gefärbt ist</translation>
    </message>
    <message>
        <source>Hide &amp;Panels</source>
        <translation>&amp;Bedienfelder ausblenden</translation>
    </message>
    <message>
        <source>Hide all panels (while the slide has the focus)</source>
        <translation>Alle Bedienfelder ausblenden (während der Schnitt den Fokus hat)</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>V&amp;ollbild</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Den ganzen Bildschirm nutzen</translation>
    </message>
    <message>
        <source>As the S&amp;ystem</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>Light or dark, as the desktop</source>
        <translation>Hell oder dunkel, wie der Desktop</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Light window</source>
        <translation>Helles Fenster</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Dark window</source>
        <translation>Dunkles Fenster</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>Every key on one page</source>
        <translation>Alle Tasten auf einer Seite</translation>
    </message>
    <message>
        <source>&amp;Change Keys…</source>
        <translation>Tasten än&amp;dern…</translation>
    </message>
    <message>
        <source>Give any command another key</source>
        <translation>Einem Befehl eine andere Taste geben</translation>
    </message>
    <message>
        <source>User &amp;Guide</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>How to work with Bowman</source>
        <translation>Wie man mit Bowman arbeitet</translation>
    </message>
    <message>
        <source>&amp;About Bowman</source>
        <translation>Ü&amp;ber Bowman</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>Re&amp;draw Border</source>
        <translation>Rand &amp;neu zeichnen</translation>
    </message>
    <message>
        <source>Find Glomeruli in the Se&amp;lected Slides</source>
        <translation>Glomeruli in den &amp;ausgewählten Schnitten suchen</translation>
    </message>
    <message>
        <source>One after the other: the slides that are selected in the panel Slides (Ctrl+click, Shift+click)</source>
        <translation>Nacheinander: die im Bedienfeld Schnitte ausgewählten Schnitte (Strg+Klick, Umschalt+Klick)</translation>
    </message>
    <message>
        <source>Read &amp;As…</source>
        <translation>Lesen &amp;als…</translation>
    </message>
    <message>
        <source>Who reads from now on: everything that is done carries this name</source>
        <translation>Wer von jetzt an liest: alles, was getan wird, trägt diesen Namen</translation>
    </message>
    <message>
        <source>Second &amp;Reading (Blinded)…</source>
        <translation>&amp;Zweite Lesung (verblindet)…</translation>
    </message>
    <message>
        <source>Another person reads this slide and sees nothing of the first reading</source>
        <translation>Eine andere Person liest diesen Schnitt und sieht nichts von der ersten Lesung</translation>
    </message>
    <message>
        <source>Reading &amp;Finished</source>
        <translation>Lesung ab&amp;geschlossen</translation>
    </message>
    <message>
        <source>This reading is done: it is not changed any more, and can be compared</source>
        <translation>Diese Lesung ist fertig: sie wird nicht mehr geändert und kann verglichen werden</translation>
    </message>
    <message>
        <source>&amp;Compare Readings</source>
        <translation>Lesungen &amp;vergleichen</translation>
    </message>
    <message>
        <source>How well two readers agree, and every place where they do not</source>
        <translation>Wie gut zwei Prüfer übereinstimmen, und jede Stelle, an der sie es nicht tun</translation>
    </message>
    <message>
        <source>First Reader Is Right</source>
        <translation>Erster Prüfer hat recht</translation>
    </message>
    <message>
        <source>While adjudicating: takes the first reader&apos;s object; the key 1 alone does so too</source>
        <translation>Bei der Adjudikation: nimmt das Objekt des ersten Prüfers; das tut auch die Taste 1 allein</translation>
    </message>
    <message>
        <source>Second Reader Is Right</source>
        <translation>Zweiter Prüfer hat recht</translation>
    </message>
    <message>
        <source>While adjudicating: takes the second reader&apos;s object; the key 2 alone does so too</source>
        <translation>Bei der Adjudikation: nimmt das Objekt des zweiten Prüfers; das tut auch die Taste 2 allein</translation>
    </message>
    <message>
        <source>Neither Is Right</source>
        <translation>Keiner hat recht</translation>
    </message>
    <message>
        <source>While adjudicating: there is no glomerulus; the key 0 alone does so too</source>
        <translation>Bei der Adjudikation: hier ist kein Glomerulus; das tut auch die Taste 0 allein</translation>
    </message>
    <message>
        <source>Own Outline</source>
        <translation>Eigener Umriss</translation>
    </message>
    <message>
        <source>While adjudicating: the outline of one of them, to be changed with the brush; the key E alone does so too</source>
        <translation>Bei der Adjudikation: der Umriss von einem der beiden, mit dem Pinsel zu ändern; das tut auch die Taste E allein</translation>
    </message>
    <message>
        <source>Draw along the true border: what lies beside the line of the selected outline is replaced by it; all around is a whole outline, also of a new glomerulus. In a review the next object comes then</source>
        <translation>Am wahren Rand entlang zeichnen: was vom gewählten Umriss neben der Linie liegt, wird durch sie ersetzt; einmal herum ist ein ganzer Umriss, auch der eines neuen Glomerulus. In einer Durchsicht folgt dann das nächste Objekt</translation>
    </message>
    <message>
        <source>Correct &amp;Tissue</source>
        <translation>&amp;Gewebe berichtigen</translation>
    </message>
    <message>
        <source>Paint what counts as tissue, Shift takes away: the network looks there and nowhere else, and areas follow</source>
        <translation>Malen, was als Gewebe zählt, Umschalt nimmt weg: dort sucht das Netz und nirgends sonst, und die Flächen folgen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::AppearanceChip</name>
    <message>
        <source>Click to show the slide as it is stained</source>
        <translation>Klicken, um den Schnitt so zu zeigen, wie er gefärbt ist</translation>
    </message>
    <message>
        <source>Appearance changed: %1  ✕</source>
        <translation>Darstellung geändert: %1  ✕</translation>
    </message>
</context>
<context>
    <name>bowman::ui::AppearancePanel</name>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Show the slide as it is stained</source>
        <translation>Den Schnitt so zeigen, wie er gefärbt ist</translation>
    </message>
    <message>
        <source>Double click: unchanged</source>
        <translation>Doppelklick: unverändert</translation>
    </message>
    <message>
        <source>Colours as the scanner&apos;s profile says</source>
        <translation>Farben nach dem Profil des Scanners</translation>
    </message>
    <message>
        <source>Shows what the scanner saw in the colours of an sRGB screen. Detection, measurements and exports see the pixels as stored.</source>
        <translation>Zeigt, was der Scanner sah, in den Farben eines sRGB-Bildschirms. Erkennung, Messungen und Exporte verwenden die Pixel wie gespeichert.</translation>
    </message>
    <message>
        <source>Stained with</source>
        <translation>Gefärbt mit</translation>
    </message>
    <message>
        <source>Hematoxylin and %1</source>
        <translation>Hämatoxylin und %1</translation>
    </message>
    <message>
        <source>As stained</source>
        <translation>Wie gefärbt</translation>
    </message>
    <message>
        <source>All stains together, as on the slide</source>
        <translation>Alle Färbungen zusammen, wie auf dem Schnitt</translation>
    </message>
    <message>
        <source>Hematoxylin</source>
        <translation>Hämatoxylin</translation>
    </message>
    <message>
        <source>Only what hematoxylin takes from the light</source>
        <translation>Nur, was Hämatoxylin vom Licht schluckt</translation>
    </message>
    <message>
        <source>Only what the other stain takes from the light</source>
        <translation>Nur, was die andere Färbung vom Licht schluckt</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>What the two stains do not explain, in grey: pigment, ink, or colours that do not fit</source>
        <translation>Was die beiden Färbungen nicht erklären, in Grau: Pigment, Tinte oder Farben, die nicht passen</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Ruifrok &amp;&amp; Johnston 2001; PAS: G. Landini</source>
        <translation>Ruifrok &amp;&amp; Johnston 2001; PAS: G. Landini</translation>
    </message>
    <message>
        <source>Estimated from this slide</source>
        <translation>Aus diesem Schnitt geschätzt</translation>
    </message>
    <message>
        <source>Found in the tissue of this slide (Macenko 2009)</source>
        <translation>Im Gewebe dieses Schnitts gefunden (Macenko 2009)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Looking at the stains of this slide…</source>
        <translation>Die Färbungen dieses Schnitts werden untersucht…</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>Farbe von %1</translation>
    </message>
    <message>
        <source>The slide has no colour profile.</source>
        <translation>Der Schnitt hat kein Farbprofil.</translation>
    </message>
    <message>
        <source>%1: that of screens, nothing to change</source>
        <translation>%1: das von Bildschirmen, nichts zu ändern</translation>
    </message>
</context>
<context>
    <name>bowman::ui::AppearanceSession</name>
    <message>
        <source>The stains cannot be estimated: %1.</source>
        <translation>Die Färbungen können nicht geschätzt werden: %1.</translation>
    </message>
</context>
<context>
    <name>bowman::ui::Banner</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::BarPlotView</name>
    <message>
        <source>Click to list only these</source>
        <translation>Klicken, um nur diese aufzulisten</translation>
    </message>
</context>
<context>
    <name>bowman::ui::BookmarkSession</name>
    <message>
        <source>The bookmarks of this slide cannot be changed</source>
        <translation>Die Lesezeichen dieses Schnitts können nicht geändert werden</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>Stelle %1</translation>
    </message>
    <message>
        <source>Bookmark &quot;%1&quot; removed</source>
        <translation>Lesezeichen „%1“ entfernt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>bowman::ui::BookmarksPanel</name>
    <message>
        <source>Bookmarks of this slide</source>
        <translation>Lesezeichen dieses Schnitts</translation>
    </message>
    <message>
        <source>Click: go there. F2: rename. Delete: remove.</source>
        <translation>Klick: dorthin gehen. F2: umbenennen. Entf: entfernen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the chosen bookmark (Delete); the line at the bottom of the slide takes it back</source>
        <translation>Das gewählte Lesezeichen entfernen (Entf); die Zeile unten am Schnitt nimmt es zurück</translation>
    </message>
    <message>
        <source>%1
set by %2</source>
        <translation>%1
gesetzt von %2</translation>
    </message>
</context>
<context>
    <name>bowman::ui::BrushOptions</name>
    <message>
        <source>Options of the brush</source>
        <translation>Optionen des Pinsels</translation>
    </message>
    <message>
        <source>Radius of the tip</source>
        <translation>Radius der Spitze</translation>
    </message>
    <message>
        <source>Radius of the tip; the keys [ and ], and Ctrl+wheel, change it too</source>
        <translation>Radius der Spitze; auch die Tasten [ und ] sowie Strg+Mausrad ändern ihn</translation>
    </message>
    <message>
        <source>Follow the zoom</source>
        <translation>Dem Zoom folgen</translation>
    </message>
    <message>
        <source>On: the tip stays as large on the screen when the zoom changes. Off: as large on the slide, in µm</source>
        <translation>An: die Spitze bleibt auf dem Bildschirm gleich groß, wenn sich der Zoom ändert. Aus: gleich groß auf dem Schnitt, in µm</translation>
    </message>
    <message>
        <source>Pen pressure</source>
        <translation>Stiftdruck</translation>
    </message>
    <message>
        <source>The lighter a pen is pressed, the smaller its tip</source>
        <translation>Je leichter der Stift gedrückt wird, desto kleiner seine Spitze</translation>
    </message>
    <message>
        <source>Tip: fits the object</source>
        <translation>Spitze: passend zum Objekt</translation>
    </message>
    <message>
        <source>Tip: %1 px on the screen</source>
        <translation>Spitze: %1 px auf dem Bildschirm</translation>
    </message>
    <message>
        <source>Tip: %1 µm on the slide</source>
        <translation>Spitze: %1 µm auf dem Schnitt</translation>
    </message>
    <message>
        <source>Tip: %1 px of the slide</source>
        <translation>Spitze: %1 px des Schnitts</translation>
    </message>
</context>
<context>
    <name>bowman::ui::CanvasArea</name>
    <message>
        <source>Slide</source>
        <translation>Schnitt</translation>
    </message>
</context>
<context>
    <name>bowman::ui::CanvasController</name>
    <message>
        <source>Select an object first: click it, or press N</source>
        <translation>Zuerst ein Objekt auswählen: anklicken oder N drücken</translation>
    </message>
    <message>
        <source>Complete regions are changed with their own tool (K)</source>
        <translation>Vollständige Regionen werden mit ihrem eigenen Werkzeug geändert (K)</translation>
    </message>
    <message>
        <source>Paint to add, Shift to erase, [ and ] for the tip. Enter accepts, Esc gives the old outline back.</source>
        <translation>Malen fügt hinzu, Umschalt radiert, [ und ] für die Spitze. Eingabe übernimmt, Esc stellt den alten Umriss wieder her.</translation>
    </message>
    <message>
        <source>Cannot give the old outline back</source>
        <translation>Der alte Umriss kann nicht wiederhergestellt werden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ClassCounter</name>
    <message>
        <source>Glomeruli by class</source>
        <translation>Glomeruli nach Klasse</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&amp;nbsp;%&lt;/b&gt;&amp;nbsp;globally&amp;nbsp;sclerosed</source>
        <translation>&lt;b&gt;%1&amp;nbsp;%&lt;/b&gt;&amp;nbsp;global&amp;nbsp;sklerosiert</translation>
    </message>
    <message>
        <source>%1 of %2 globally sclerosed; rejected objects are not counted. %3 of them nobody has decided on yet.</source>
        <translation>%1 von %2 global sklerosiert; abgelehnte Objekte sind nicht gezählt. Über %3 davon hat noch niemand entschieden.</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ClassLocks</name>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Unlock %1</source>
        <translation>%1 entsperren</translation>
    </message>
    <message>
        <source>Lock %1</source>
        <translation>%1 sperren</translation>
    </message>
    <message>
        <source>%1 is locked: its objects can be neither selected nor changed. Click to unlock</source>
        <translation>%1 ist gesperrt: die Objekte lassen sich weder auswählen noch ändern. Klicken zum Entsperren</translation>
    </message>
    <message>
        <source>Lock %1: its objects can be neither selected nor changed</source>
        <translation>%1 sperren: die Objekte lassen sich weder auswählen noch ändern</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ClassSession</name>
    <message>
        <source>Class of what is drawn next</source>
        <translation>Klasse dessen, was als Nächstes gezeichnet wird</translation>
    </message>
    <message>
        <source>What brush, polygon and the other tools draw: a glomerulus of this class, or a part of the section</source>
        <translation>Was Pinsel, Polygon und die anderen Werkzeuge zeichnen: einen Glomerulus dieser Klasse oder einen Teil des Schnitts</translation>
    </message>
    <message>
        <source>Brush and polygon draw %1 now</source>
        <translation>Pinsel und Polygon zeichnen jetzt %1</translation>
    </message>
    <message>
        <source>The lock cannot be kept</source>
        <translation>Die Sperre kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>%1 is locked: neither selected nor changed</source>
        <translation>%1 ist gesperrt: weder auswählbar noch änderbar</translation>
    </message>
    <message>
        <source>%1 is unlocked</source>
        <translation>%1 ist entsperrt</translation>
    </message>
    <message>
        <source>Not all of the palette could be changed</source>
        <translation>Nicht die ganze Palette konnte geändert werden</translation>
    </message>
    <message>
        <source>The classes of this project were changed</source>
        <translation>Die Klassen dieses Projekts wurden geändert</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparePane</name>
    <message>
        <source>Slide on the right</source>
        <translation>Schnitt rechts</translation>
    </message>
    <message>
        <source>The slide that is shown on the right</source>
        <translation>Der Schnitt, der rechts gezeigt wird</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Gekoppelt</translation>
    </message>
    <message>
        <source>Both sides move, zoom and turn together. Release it to move each alone; press it again and the offset that they then have is kept in the project</source>
        <translation>Beide Seiten bewegen, zoomen und drehen sich zusammen. Lösen, um jede einzeln zu bewegen; erneut drücken, und der dann bestehende Versatz wird im Projekt gespeichert</translation>
    </message>
    <message>
        <source>How the section on the right lies against the one on the left</source>
        <translation>Wie der Schnitt rechts gegenüber dem linken liegt</translation>
    </message>
    <message>
        <source>Reset Offset</source>
        <translation>Versatz zurücksetzen</translation>
    </message>
    <message>
        <source>Middle upon middle, neither turned</source>
        <translation>Mitte auf Mitte, keiner gedreht</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>One slide again (F8)</source>
        <translation>Wieder nur ein Schnitt (F8)</translation>
    </message>
    <message>
        <source>Slide beside</source>
        <translation>Schnitt daneben</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>Getrennt</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparisonModel</name>
    <message>
        <source>neither</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>own outline</source>
        <translation>eigener Umriss</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>einig</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>nur %1</translation>
    </message>
    <message>
        <source>accepted or rejected</source>
        <translation>angenommen oder abgelehnt</translation>
    </message>
    <message>
        <source>not decided</source>
        <translation>nicht entschieden</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>agree</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>Class, %1</source>
        <translation>Klasse, %1</translation>
    </message>
    <message>
        <source>State, %1</source>
        <translation>Zustand, %1</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparisonOverlay</name>
    <message>
        <source>Outlines of both readers</source>
        <translation>Umrisse beider Prüfer</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>entschieden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparisonPanel</name>
    <message>
        <source>%1 ↓  %2 →</source>
        <translation>%1 ↓  %2 →</translation>
    </message>
    <message>
        <source>Places where two readers differ</source>
        <translation>Stellen, an denen zwei Prüfer abweichen</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>Noch nicht entschieden</translation>
    </message>
    <message>
        <source>Every object</source>
        <translation>Jedes Objekt</translation>
    </message>
    <message>
        <source>Which places are listed</source>
        <translation>Welche Stellen gelistet sind</translation>
    </message>
    <message>
        <source>IoU below which outlines differ</source>
        <translation>IoU, unter der Umrisse als abweichend gelten</translation>
    </message>
    <message>
        <source>Two outlines of one object with a smaller intersection over union are a disagreement</source>
        <translation>Zwei Umrisse eines Objekts mit kleinerem Verhältnis von Schnittfläche zu Vereinigung sind eine Abweichung</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Writes every object with its IoU, Dice, classes, states and decision as a table for spreadsheets</source>
        <translation>Schreibt jedes Objekt mit IoU, Dice, Klassen, Zuständen und Entscheidung als Tabelle für Tabellenkalkulationen</translation>
    </message>
    <message>
        <source>Export the comparison as CSV</source>
        <translation>Den Vergleich als CSV exportieren</translation>
    </message>
    <message>
        <source>&amp;Adjudicate…</source>
        <translation>&amp;Adjudizieren…</translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation>Adjudizieren</translation>
    </message>
    <message>
        <source>A person decides place by place; the outcome is a third reading, both originals stay as they are</source>
        <translation>Eine Person entscheidet Stelle für Stelle; das Ergebnis ist eine dritte Lesung, beide Originale bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>&amp;End Comparison</source>
        <translation>Vergleich b&amp;eenden</translation>
    </message>
    <message>
        <source>Shows the slide with the reading that is open again</source>
        <translation>Zeigt den Schnitt wieder mit der geöffneten Lesung</translation>
    </message>
    <message>
        <source>Outlines differ below IoU</source>
        <translation>Umrisse weichen ab unter IoU</translation>
    </message>
    <message>
        <source>Neither (0)</source>
        <translation>Keiner (0)</translation>
    </message>
    <message>
        <source>There is no glomerulus here: kept as rejected</source>
        <translation>Hier ist kein Glomerulus: wird als abgelehnt gespeichert</translation>
    </message>
    <message>
        <source>Own outline (E)</source>
        <translation>Eigener Umriss (E)</translation>
    </message>
    <message>
        <source>Begin with an outline of theirs and change it with the brush; N goes on</source>
        <translation>Mit einem ihrer Umrisse beginnen und ihn mit dem Pinsel ändern; N geht weiter</translation>
    </message>
    <message>
        <source>How far the adjudication is</source>
        <translation>Wie weit die Adjudikation ist</translation>
    </message>
    <message>
        <source>%1 (1)</source>
        <translation>%1 (1)</translation>
    </message>
    <message>
        <source>%1 (2)</source>
        <translation>%1 (2)</translation>
    </message>
    <message>
        <source>%1 is right: outline, class and state of the first reading</source>
        <translation>%1 hat recht: Umriss, Klasse und Zustand der ersten Lesung</translation>
    </message>
    <message>
        <source>%1 is right: outline, class and state of the second reading</source>
        <translation>%1 hat recht: Umriss, Klasse und Zustand der zweiten Lesung</translation>
    </message>
    <message>
        <source>%1 of %2 decided by %3.  N, P: next, previous; Ctrl+Z takes back</source>
        <translation>%1 von %2 entschieden durch %3.  N, P: nächste, vorherige; Strg+Z nimmt zurück</translation>
    </message>
    <message>
        <source>Glomeruli of %1</source>
        <translation>Glomeruli von %1</translation>
    </message>
    <message>
        <source>The same in both</source>
        <translation>In beiden gleich</translation>
    </message>
    <message>
        <source>(IoU ≥ %1)</source>
        <translation>(IoU ≥ %1)</translation>
    </message>
    <message>
        <source>F1 of detection</source>
        <translation>F1 der Erkennung</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>Mittlere IoU</translation>
    </message>
    <message>
        <source>Mean Dice</source>
        <translation>Mittlerer Dice</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa of class</source>
        <translation>Cohens Kappa der Klasse</translation>
    </message>
    <message>
        <source>none: no object in both readings</source>
        <translation>keines: kein Objekt in beiden Lesungen</translation>
    </message>
    <message>
        <source>none: both readers gave one class only</source>
        <translation>keines: beide Leser vergaben nur eine Klasse</translation>
    </message>
    <message>
        <source>%1 (95 %: %2 to %3)</source>
        <translation>%1 (95 %: %2 bis %3)</translation>
    </message>
    <message>
        <source>%1 on %2 objects; without a disagreement no interval can be given</source>
        <translation>%1 an %2 Objekten; ohne Unterschied lässt sich kein Intervall angeben</translation>
    </message>
    <message>
        <source>One class from both</source>
        <translation>Gleiche Klasse von beiden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>(%1 %)</source>
        <translation>(%1 %)</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparisonSession</name>
    <message>
        <source>Nobody has read this slide a second time: Review ▸ Readings ▸ Second Reading</source>
        <translation>Niemand hat diesen Schnitt ein zweites Mal gelesen: Durchsicht ▸ Lesungen ▸ Zweite Lesung</translation>
    </message>
    <message>
        <source>Compare Readings</source>
        <translation>Lesungen vergleichen</translation>
    </message>
    <message>
        <source>The second reading, by %1, is not finished.</source>
        <translation>Die zweite Lesung, von %1, ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>Comparing shows both readings. From then on %1 counts as no longer blinded; that is written down and told with the agreement.</source>
        <translation>Der Vergleich zeigt beide Lesungen. Von da an gilt %1 als nicht mehr verblindet; das wird festgehalten und mit der Übereinstimmung angegeben.</translation>
    </message>
    <message>
        <source>Compare &amp;Anyway</source>
        <translation>&amp;Trotzdem vergleichen</translation>
    </message>
    <message>
        <source>The reading goes on, no longer blinded</source>
        <translation>Die Lesung geht weiter, nicht mehr verblindet</translation>
    </message>
    <message>
        <source>The readings cannot be compared</source>
        <translation>Die Lesungen können nicht verglichen werden</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>The consensus cannot be finished</source>
        <translation>Der Konsens kann nicht abgeschlossen werden</translation>
    </message>
    <message>
        <source>complete: exports and reports use it</source>
        <translation>vollständig: Exporte und Berichte verwenden ihn</translation>
    </message>
    <message>
        <source>%1 of %2 decided</source>
        <translation>%1 von %2 entschieden</translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation>Adjudizieren</translation>
    </message>
    <message>
        <source>Who decides where the readers differ? The outcome is a third reading by this person; both originals are kept as they are from now on.</source>
        <translation>Wer entscheidet, wo die Prüfer abweichen? Das Ergebnis ist eine dritte Lesung durch diese Person; beide Originale bleiben von jetzt an, wie sie sind.</translation>
    </message>
    <message>
        <source>The adjudication cannot begin</source>
        <translation>Die Adjudikation kann nicht beginnen</translation>
    </message>
    <message>
        <source>Compare the readings and press Adjudicate first</source>
        <translation>Zuerst die Lesungen vergleichen und Adjudizieren drücken</translation>
    </message>
    <message>
        <source>Choose a place first: N goes to the next</source>
        <translation>Zuerst eine Stelle wählen: N geht zur nächsten</translation>
    </message>
    <message>
        <source>This cannot be decided so</source>
        <translation>So kann hier nicht entschieden werden</translation>
    </message>
    <message>
        <source>Every disagreement is decided: the consensus is complete</source>
        <translation>Über jede Abweichung ist entschieden: der Konsens ist vollständig</translation>
    </message>
    <message>
        <source>Both readers agree on every object</source>
        <translation>Beide Prüfer stimmen bei jedem Objekt überein</translation>
    </message>
    <message>
        <source>Export agreement</source>
        <translation>Übereinstimmung exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Cannot write %1</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Cut where neighbours lie that are decided already; E draws another outline</source>
        <translation>Beschnitten, wo schon entschiedene Nachbarn liegen; E zeichnet einen anderen Umriss</translation>
    </message>
</context>
<context>
    <name>bowman::ui::DetectionController</name>
    <message>
        <source>Loading the network…</source>
        <translation>Das Netz wird geladen…</translation>
    </message>
    <message>
        <source>Cannot load the network</source>
        <translation>Das Netz kann nicht geladen werden</translation>
    </message>
    <message>
        <source>Looking for tissue…</source>
        <translation>Gewebe wird gesucht…</translation>
    </message>
    <message>
        <source>The detection failed</source>
        <translation>Die Erkennung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>%1 of %2 patches</source>
        <translation>%1 von %2 Ausschnitten</translation>
    </message>
    <message>
        <source>Telling sclerotic ones…</source>
        <translation>Sklerosierte werden bestimmt …</translation>
    </message>
    <message>
        <source>Telling sclerotic ones: %1 of %2</source>
        <translation>Sklerosierte werden bestimmt: %1 von %2</translation>
    </message>
    <message>
        <source>Sclerosis was not told: %1</source>
        <translation>Sklerose wurde nicht bestimmt: %1</translation>
    </message>
    <message>
        <source>Mirror images of some objects were not asked about: %1</source>
        <translation>Nach Spiegelbildern mancher Objekte wurde nicht gefragt: %1</translation>
    </message>
    <message>
        <source>Mirror images: %1 of %2</source>
        <translation>Spiegelbilder: %1 von %2</translation>
    </message>
</context>
<context>
    <name>bowman::ui::DetectionPanel</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>GPU (CUDA)</source>
        <translation>GPU (CUDA)</translation>
    </message>
    <message>
        <source>Set…</source>
        <translation>Festlegen…</translation>
    </message>
    <message>
        <source>Say how large a pixel of this slide is</source>
        <translation>Angeben, wie groß ein Pixel dieses Schnitts ist</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwellenwert</translation>
    </message>
    <message>
        <source>Progress of the detection</source>
        <translation>Fortschritt der Erkennung</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>No model is installed.</source>
        <translation>Kein Modell ist installiert.</translation>
    </message>
    <message>
        <source>%1 with %2, looks at %3 µm/px</source>
        <translation>%1 mit %2, arbeitet bei %3 µm/px</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Probability from which on a place belongs to a glomerulus</source>
        <translation>Wahrscheinlichkeit, ab der eine Stelle zu einem Glomerulus gehört</translation>
    </message>
    <message>
        <source>Smallest area</source>
        <translation>Kleinste Fläche</translation>
    </message>
    <message>
        <source>Objects that are smaller are left out</source>
        <translation>Kleinere Objekte werden ausgelassen</translation>
    </message>
    <message>
        <source> µm²</source>
        <translation> µm²</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Spikes and notches of an outline that are narrower go; 0 leaves it as the network drew it</source>
        <translation>Schmalere Zacken und Kerben eines Umrisses verschwinden; 0 lässt ihn, wie das Netz ihn gezeichnet hat</translation>
    </message>
    <message>
        <source> µm</source>
        <translation> µm</translation>
    </message>
    <message>
        <source>These act at once on what was found, as long as nobody has decided on it.</source>
        <translation>Wirken sofort auf das Gefundene, solange niemand darüber entschieden hat.</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Kleinste</translation>
    </message>
    <message>
        <source>%1, as a number</source>
        <translation>%1, als Zahl</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Tell globally sclerotic ones</source>
        <translation>Global sklerosierte bestimmen</translation>
    </message>
    <message>
        <source>A second network gives each proposal its probability of being globally sclerotic, and the class where that is likely</source>
        <translation>Ein zweites Netz gibt jedem Vorschlag die Wahrscheinlichkeit, global sklerosiert zu sein, und die Klasse, wo das wahrscheinlich ist</translation>
    </message>
    <message>
        <source>Objects in which the network is less sure on average are not proposed, but listed as maybe. 0.70 at a threshold of 0.50 stands for a mean probability of 85 %, seven tenths of the way from the threshold to 100 %</source>
        <translation>Objekte, bei denen das Netz im Mittel weniger sicher ist, werden nicht vorgeschlagen, sondern als Vielleicht aufgeführt. 0,70 bei einer Schwelle von 0,50 steht für eine mittlere Wahrscheinlichkeit von 85 %, sieben Zehntel des Wegs von der Schwelle zu 100 %</translation>
    </message>
    <message>
        <source>Ask about mirror images (slow)</source>
        <translation>Nach Spiegelbildern fragen (langsam)</translation>
    </message>
    <message>
        <source>The answer is the mean over the picture and three mirror images, and each object keeps how far they were apart: about twenty times the work on a processor. Means are less extreme: set the confidence lower with it</source>
        <translation>Die Antwort ist das Mittel über das Bild und drei Spiegelbilder, und jedes Objekt merkt sich, wie weit sie auseinanderlagen: auf einem Prozessor etwa die zwanzigfache Arbeit. Mittel sind weniger entschieden: dazu die Sicherheit niedriger einstellen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::DetectionQueue</name>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
</context>
<context>
    <name>bowman::ui::DetectionQueueView</name>
    <message>
        <source>Slides in which glomeruli are looked for</source>
        <translation>Schnitte, in denen Glomeruli gesucht werden</translation>
    </message>
    <message>
        <source>They are searched from top to bottom; each keeps its result</source>
        <translation>Sie werden von oben nach unten durchsucht; jeder behält sein Ergebnis</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Search this slide earlier</source>
        <translation>Diesen Schnitt früher durchsuchen</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Search this slide later</source>
        <translation>Diesen Schnitt später durchsuchen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Do not search this slide</source>
        <translation>Diesen Schnitt nicht durchsuchen</translation>
    </message>
    <message>
        <source>Stop All</source>
        <translation>Alle anhalten</translation>
    </message>
    <message>
        <source>Stop, and search none of the slides that wait</source>
        <translation>Anhalten und keinen der wartenden Schnitte durchsuchen</translation>
    </message>
    <message>
        <source>Slides to search</source>
        <translation>Zu durchsuchende Schnitte</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>bowman::ui::DetectionSession</name>
    <message>
        <source>Cannot read the model %1</source>
        <translation>Das Modell %1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Cannot keep what was found</source>
        <translation>Das Gefundene kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Stopped; found so far: %1</source>
        <translation>Angehalten; bisher gefunden: %1</translation>
    </message>
    <message>
        <source>, %1 to check first</source>
        <translation>, %1 zuerst zu prüfen</translation>
    </message>
    <message>
        <source>Stopped; nothing found yet</source>
        <translation>Angehalten; noch nichts gefunden</translation>
    </message>
    <message>
        <source>No glomeruli found</source>
        <translation>Keine Glomeruli gefunden</translation>
    </message>
    <message>
        <source>%1 patches in %2, %3 mm² of tissue</source>
        <translation>%1 Ausschnitte in %2, %3 mm² Gewebe</translation>
    </message>
    <message>
        <source>%1 of %2 patches could not be read</source>
        <translation>%1 von %2 Ausschnitten konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Nothing was looked for there; the rest is done.</source>
        <translation>Dort wurde nichts gesucht; der Rest ist fertig.</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>, noch %1</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>best device</source>
        <translation>bestes Gerät</translation>
    </message>
    <message>
        <source>no model installed</source>
        <translation>kein Modell installiert</translation>
    </message>
    <message>
        <source>opening…</source>
        <translation>wird geöffnet…</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>its µm/px is unknown; show it and set them</source>
        <translation>µm/px unbekannt; Schnitt zeigen und sie festlegen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped, %1 so far</source>
        <translation>angehalten, bisher %1</translation>
    </message>
    <message>
        <source>; %1 patches were there from an earlier run</source>
        <translation>; %1 Ausschnitte lagen aus einem früheren Lauf vor</translation>
    </message>
    <message>
        <source>; the network was busy %1 % of the time</source>
        <translation>; das Netz war %1 % der Zeit beschäftigt</translation>
    </message>
    <message>
        <source>Network busy %1 %, %2 of %3 patches wait for it; cores busy %4 %</source>
        <translation>Netz zu %1 % beschäftigt, %2 von %3 Ausschnitten warten darauf; Kerne zu %4 % beschäftigt</translation>
    </message>
    <message>
        <source>; %1 patches from an earlier run</source>
        <translation>; %1 Ausschnitte aus einem früheren Lauf</translation>
    </message>
    <message>
        <source>Slide %1 of %2: </source>
        <translation>Schnitt %1 von %2: </translation>
    </message>
    <message>
        <source>A graphics card stands idle</source>
        <translation>Eine Grafikkarte bleibt ungenutzt</translation>
    </message>
    <message>
        <source>The processor did the work, which takes longer: %1.</source>
        <translation>Der Prozessor hat gerechnet, was länger dauert: %1.</translation>
    </message>
    <message>
        <source>no tissue found</source>
        <translation>kein Gewebe gefunden</translation>
    </message>
    <message>
        <source>No tissue found, so nothing was searched; press T and paint where it is</source>
        <translation>Kein Gewebe gefunden, also nichts durchsucht; T drücken und malen, wo es liegt</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>slide %1 of %2</source>
        <translation>Schnitt %1 von %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 of %2 slides searched: %3</source>
        <translation>%1 von %2 Schnitten durchsucht: %3</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> und %1 weitere</translation>
    </message>
    <message>
        <source>Not, or not wholly: %1. What was found is kept.</source>
        <translation>Nicht oder nicht ganz: %1. Was gefunden wurde, bleibt.</translation>
    </message>
</context>
<context>
    <name>bowman::ui::DrawingDialog</name>
    <message>
        <source>Drawing</source>
        <translation>Grafiksystem</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>OpenGL</source>
        <translation>OpenGL</translation>
    </message>
    <message>
        <source>Raster engine</source>
        <translation>Rasterung</translation>
    </message>
    <message>
        <source>Automatic takes OpenGL where the machine has it in hardware. Both show the same picture; a change counts from the next start</source>
        <translation>Automatisch nimmt OpenGL, wenn der Rechner es in Hardware hat. Beide zeigen dasselbe Bild; eine Änderung gilt ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>Gezeichnet von</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Automatic (%1 MB)</source>
        <translation>Automatisch (%1 MB)</translation>
    </message>
    <message>
        <source>For tiles that were read, of all slides that are shown; automatic is a quarter of the memory, at most 2048 MB</source>
        <translation>Für gelesene Kacheln, aller gezeigten Schnitte zusammen; automatisch ist ein Viertel des Arbeitsspeichers, höchstens 2048 MB</translation>
    </message>
    <message>
        <source>Memory for tiles</source>
        <translation>Speicher für Kacheln</translation>
    </message>
    <message>
        <source>&amp;Drawn by</source>
        <translation>&amp;Gezeichnet von</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>Jetzt: %1</translation>
    </message>
    <message>
        <source>&amp;Memory for tiles</source>
        <translation>&amp;Speicher für Kacheln</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>What will be written, and what was</source>
        <translation>Was geschrieben wird und was geschrieben wurde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; on %2</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; auf %2</translation>
    </message>
    <message>
        <source>one slide</source>
        <translation>einem Schnitt</translation>
    </message>
    <message>
        <source>%1 slides</source>
        <translation>%1 Schnitten</translation>
    </message>
    <message>
        <source>, one structure</source>
        <translation>, eine Struktur</translation>
    </message>
    <message>
        <source>, %1 structures</source>
        <translation>, %1 Strukturen</translation>
    </message>
    <message>
        <source>, one complete region</source>
        <translation>, eine vollständige Region</translation>
    </message>
    <message>
        <source>, %1 complete regions</source>
        <translation>, %1 vollständige Regionen</translation>
    </message>
    <message>
        <source>&lt;br&gt;%1 proposed and not reviewed yet: tick “Proposed” to export them as they are.</source>
        <translation>&lt;br&gt;%1 vorgeschlagen und noch nicht durchgesehen: „Vorgeschlagen“ ankreuzen, um sie unverändert zu exportieren.</translation>
    </message>
    <message>
        <source>Choose a format.</source>
        <translation>Ein Format wählen.</translation>
    </message>
    <message>
        <source>Overwrite 1 File</source>
        <translation>1 Datei überschreiben</translation>
    </message>
    <message>
        <source>Overwrite %1 Files</source>
        <translation>%1 Dateien überschreiben</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Export Again</source>
        <translation>Erneut exportieren</translation>
    </message>
    <message>
        <source>Objects that are</source>
        <translation>Objekte im Zustand</translation>
    </message>
    <message>
        <source>Of the classes</source>
        <translation>Der Klassen</translation>
    </message>
    <message>
        <source>This slide</source>
        <translation>Dieser Schnitt</translation>
    </message>
    <message>
        <source>All %1 slides of the project</source>
        <translation>Alle %1 Schnitte des Projekts</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Folder for the export</source>
        <translation>Ordner für den Export</translation>
    </message>
    <message>
        <source>Fo&amp;lder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>the corner of the slide</source>
        <translation>die Ecke des Schnitts</translation>
    </message>
    <message>
        <source>the corner of the scanned part, as QuPath counts</source>
        <translation>die Ecke des gescannten Teils, wie QuPath zählt</translation>
    </message>
    <message>
        <source>(0, 0) of the f&amp;iles is</source>
        <translation>(0, 0) der Dateien &amp;ist</translation>
    </message>
    <message>
        <source>Several people have read slides of this project: whose objects are exported</source>
        <translation>Mehrere haben Schnitte dieses Projekts gelesen: wessen Objekte exportiert werden</translation>
    </message>
    <message>
        <source>&amp;Reading</source>
        <translation>&amp;Lesung</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ExportOptions</name>
    <message>
        <source>Training set</source>
        <translation>Trainingssatz</translation>
    </message>
    <message>
        <source> µm/px</source>
        <translation> µm/px</translation>
    </message>
    <message>
        <source>Scale of the tiles; the shipped model looks at 2 µm/px</source>
        <translation>Maßstab der Kacheln; das mitgelieferte Modell arbeitet bei 2 µm/px</translation>
    </message>
    <message>
        <source>Edge of a tile</source>
        <translation>Kantenlänge einer Kachel</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>For cross-validation; a patient, else a slide, is in one fold only</source>
        <translation>Zur Kreuzvalidierung; ein Patient, sonst ein Schnitt, liegt nur in einem Teil</translation>
    </message>
    <message>
        <source>The same seed gives the same files, byte for byte</source>
        <translation>Derselbe Startwert ergibt dieselben Dateien, Byte für Byte</translation>
    </message>
    <message>
        <source>Least share of a tile that neighbours in a complete region have in common</source>
        <translation>Kleinster Anteil einer Kachel, den Nachbarn in einer vollständigen Region gemeinsam haben</translation>
    </message>
    <message>
        <source>Tiles are moved at random by up to this share of their edge</source>
        <translation>Kacheln werden zufällig um bis zu diesen Anteil ihrer Kante verschoben</translation>
    </message>
    <message>
        <source>An object of which a tile shows less is ignored there</source>
        <translation>Ein Objekt, von dem eine Kachel weniger zeigt, wird dort ignoriert</translation>
    </message>
    <message>
        <source>A number for each class</source>
        <translation>Eine Zahl für jede Klasse</translation>
    </message>
    <message>
        <source>Else 1 for every class</source>
        <translation>Sonst 1 für jede Klasse</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Teile (Folds)</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Smallest part</source>
        <translation>Kleinster Teil</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Object numbers too (a second TIFF)</source>
        <translation>Auch Objektnummern (ein zweites TIFF)</translation>
    </message>
</context>
<context>
    <name>bowman::ui::FindBar</name>
    <message>
        <source>Progress of the detection</source>
        <translation>Fortschritt der Erkennung</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Find glomeruli</source>
        <translation>Glomeruli suchen</translation>
    </message>
    <message>
        <source>The file does not say how large a pixel is. Click to set it: the network needs it.</source>
        <translation>Die Datei sagt nicht, wie groß ein Pixel ist. Klicken, um es festzulegen: das Netz braucht es.</translation>
    </message>
    <message>
        <source>%1. Click to set or confirm it.</source>
        <translation>%1. Klicken, um den Maßstab festzulegen oder zu bestätigen.</translation>
    </message>
    <message>
        <source>Model, device and scale that are used. Click for the settings.</source>
        <translation>Verwendetes Modell, Gerät und Maßstab. Klicken für die Einstellungen.</translation>
    </message>
</context>
<context>
    <name>bowman::ui::GoToDialog</name>
    <message>
        <source>Go To</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>18204, 9112   or   4.5, 2.28 mm   or   #12</source>
        <translation>18204, 9112   oder   4.5, 2.28 mm   oder   #12</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Position (px, µm or mm from the upper left corner), or # and an object&apos;s number:</source>
        <translation>Position (px, µm oder mm ab der linken oberen Ecke), oder # und die Nummer eines Objekts:</translation>
    </message>
    <message>
        <source>x %L1, y %L2 px</source>
        <translation>x %L1, y %L2 px</translation>
    </message>
    <message>
        <source>Object %1</source>
        <translation>Objekt %1</translation>
    </message>
</context>
<context>
    <name>bowman::ui::GuideDialog</name>
    <message>
        <source>User Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>The guide is not installed: nothing in “%1”.</source>
        <translation>Das Handbuch ist nicht installiert: nichts in „%1“.</translation>
    </message>
</context>
<context>
    <name>bowman::ui::HistoryModel</name>
    <message>
        <source>As it was opened first</source>
        <translation>Wie zuerst geöffnet</translation>
    </message>
</context>
<context>
    <name>bowman::ui::HistoryPanel</name>
    <message>
        <source>History of this slide</source>
        <translation>Verlauf dieses Schnitts</translation>
    </message>
    <message>
        <source>Click a step: everything is as it was after it. Nothing is lost: click a later one to come back</source>
        <translation>Einen Schritt anklicken: alles ist, wie es danach war. Nichts geht verloren: ein späterer Schritt führt zurück</translation>
    </message>
</context>
<context>
    <name>bowman::ui::HistorySession</name>
    <message>
        <source>Cannot go to this step</source>
        <translation>Zu diesem Schritt kann nicht gegangen werden</translation>
    </message>
    <message>
        <source>1 step undone</source>
        <translation>1 Schritt zurückgenommen</translation>
    </message>
    <message>
        <source>%1 steps undone</source>
        <translation>%1 Schritte zurückgenommen</translation>
    </message>
    <message>
        <source>1 step done again</source>
        <translation>1 Schritt wiederhergestellt</translation>
    </message>
    <message>
        <source>%1 steps done again</source>
        <translation>%1 Schritte wiederhergestellt</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 von %2 Schritten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ImportDialog</name>
    <message>
        <source>Import Labels</source>
        <translation>Annotationen importieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>Found by its content</source>
        <translation>Am Inhalt erkannt</translation>
    </message>
    <message>
        <source>%1 – %2 × %3 px, %4</source>
        <translation>%1 – %2 × %3 px, %4</translation>
    </message>
    <message>
        <source>For the slide</source>
        <translation>Für den Schnitt</translation>
    </message>
    <message>
        <source>I&amp;mage</source>
        <translation>&amp;Bild</translation>
    </message>
    <message>
        <source>&amp;Objects enter</source>
        <translation>&amp;Objekte übernehmen</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>wie die Datei sagt</translation>
    </message>
    <message>
        <source>as proposed: to be reviewed</source>
        <translation>als vorgeschlagen: zur Durchsicht</translation>
    </message>
    <message>
        <source>as accepted: no review needed</source>
        <translation>als angenommen: keine Durchsicht nötig</translation>
    </message>
    <message>
        <source>What the file says no state of is accepted; detections of QuPath are proposed.</source>
        <translation>Wozu die Datei keinen Zustand nennt, gilt als angenommen; Erkennungen von QuPath gelten als vorgeschlagen.</translation>
    </message>
    <message>
        <source>&amp;Where they overlap</source>
        <translation>&amp;Wo sie überlappen</translation>
    </message>
    <message>
        <source>cut small overlaps off, leave large ones out</source>
        <translation>kleine Überlappungen abschneiden, große auslassen</translation>
    </message>
    <message>
        <source>replace what the network proposed and nobody touched</source>
        <translation>ersetzen, was das Netz vorgeschlagen und niemand berührt hat</translation>
    </message>
    <message>
        <source>leave out what overlaps</source>
        <translation>auslassen, was überlappt</translation>
    </message>
    <message>
        <source>Objects of one class do not overlap each other. What a person has drawn or decided here always stays.</source>
        <translation>Objekte einer Klasse überlappen einander nicht. Was eine Person hier gezeichnet oder entschieden hat, bleibt immer.</translation>
    </message>
    <message>
        <source>(0, 0) of the file &amp;is</source>
        <translation>(0, 0) der Datei &amp;ist</translation>
    </message>
    <message>
        <source>as the file says, else the slide&apos;s corner</source>
        <translation>wie die Datei sagt, sonst die Ecke des Schnitts</translation>
    </message>
    <message>
        <source>the corner of the slide</source>
        <translation>die Ecke des Schnitts</translation>
    </message>
    <message>
        <source>the corner of the scanned part (QuPath)</source>
        <translation>die Ecke des gescannten Teils (QuPath)</translation>
    </message>
    <message>
        <source>&lt;small&gt;The scanned part of this slide begins at (%1, %2). QuPath counts from there, most other programs from the corner of the slide.&lt;/small&gt;</source>
        <translation>&lt;small&gt;Der gescannte Teil dieses Schnitts beginnt bei (%1, %2). QuPath zählt von dort, die meisten anderen Programme von der Ecke des Schnitts.&lt;/small&gt;</translation>
    </message>
    <message>
        <source>What the import would do</source>
        <translation>Was der Import bewirken würde</translation>
    </message>
    <message>
        <source>The outlines on the slide</source>
        <translation>Die Umrisse auf dem Schnitt</translation>
    </message>
    <message>
        <source>Labels to import</source>
        <translation>Zu importierende Annotationen</translation>
    </message>
    <message>
        <source>%1 (found by its content)</source>
        <translation>%1 (am Inhalt erkannt)</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Nothing can be imported from %1.</source>
        <translation>Aus %1 kann nichts importiert werden.</translation>
    </message>
</context>
<context>
    <name>bowman::ui::KeysDialog</name>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Setzen</translation>
    </message>
    <message>
        <source>&amp;No Key</source>
        <translation>&amp;Keine Taste</translation>
    </message>
    <message>
        <source>S&amp;tandard</source>
        <translation>S&amp;tandard</translation>
    </message>
    <message>
        <source>&amp;All Standard</source>
        <translation>&amp;Alle auf Standard</translation>
    </message>
    <message>
        <source>Change Keys</source>
        <translation>Tasten ändern</translation>
    </message>
    <message>
        <source>Search a command or a key</source>
        <translation>Befehl oder Taste suchen</translation>
    </message>
    <message>
        <source>Show the commands whose name or key has this</source>
        <translation>Die Befehle zeigen, in deren Namen oder Taste dies vorkommt</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Commands and their keys; changed ones are bold</source>
        <translation>Befehle und ihre Tasten; geänderte sind fett</translation>
    </message>
    <message>
        <source>Click here, then press the new key</source>
        <translation>Hier klicken, dann die neue Taste drücken</translation>
    </message>
    <message>
        <source>Give the command this key</source>
        <translation>Dem Befehl diese Taste geben</translation>
    </message>
    <message>
        <source>Take the command&apos;s keys away</source>
        <translation>Dem Befehl seine Tasten nehmen</translation>
    </message>
    <message>
        <source>Give the command the keys back that it comes with</source>
        <translation>Dem Befehl seine ursprünglichen Tasten zurückgeben</translation>
    </message>
    <message>
        <source>Give all commands the keys back that they come with</source>
        <translation>Allen Befehlen ihre ursprünglichen Tasten zurückgeben</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”, which would lose it.</source>
        <translation>%1 gehört zu „%2“ und ginge dort verloren.</translation>
    </message>
</context>
<context>
    <name>bowman::ui::LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>The language changes when Bowman is started again</source>
        <translation>Die Sprache wechselt beim nächsten Start von Bowman</translation>
    </message>
</context>
<context>
    <name>bowman::ui::LayersPanel</name>
    <message>
        <source>Outlines</source>
        <translation>Umrisse</translation>
    </message>
    <message>
        <source>Outlines of the objects</source>
        <translation>Umrisse der Objekte</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Fill the outlines lightly (F)</source>
        <translation>Die Umrisse leicht füllen (F)</translation>
    </message>
    <message>
        <source>Opacity of the fill in percent</source>
        <translation>Deckkraft der Füllung in Prozent</translation>
    </message>
    <message>
        <source>Model&apos;s outline</source>
        <translation>Umriss des Modells</translation>
    </message>
    <message>
        <source>Dashed, beside a corrected shape</source>
        <translation>Gestrichelt, neben einer korrigierten Form</translation>
    </message>
    <message>
        <source>Rejected objects</source>
        <translation>Abgelehnte Objekte</translation>
    </message>
    <message>
        <source>Grey dotted</source>
        <translation>Grau gepunktet</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>The network&apos;s probability (H)</source>
        <translation>Die Wahrscheinlichkeit des Netzes (H)</translation>
    </message>
    <message>
        <source>Tissue</source>
        <translation>Gewebe</translation>
    </message>
    <message>
        <source>Where the network looks</source>
        <translation>Wo das Netz sucht</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>Maßstabsbalken</translation>
    </message>
    <message>
        <source>Lower left</source>
        <translation>Links unten</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>Navigator</translation>
    </message>
    <message>
        <source>Upper right</source>
        <translation>Rechts oben</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehenes</translation>
    </message>
    <message>
        <source>On the navigator: what you have looked at, at 5× or closer; kept in the project for each person</source>
        <translation>Im Navigator: was Sie angesehen haben, bei 5× oder näher; für jede Person im Projekt gespeichert</translation>
    </message>
</context>
<context>
    <name>bowman::ui::MainWindow</name>
    <message>
        <source>Slides</source>
        <translation>Schnitte</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>All objects of this slide are reviewed</source>
        <translation>Alle Objekte dieses Schnitts sind durchgesehen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>the slide</source>
        <translation>der Schnitt</translation>
    </message>
    <message>
        <source>%1 has gone</source>
        <translation>Nicht mehr da: %1</translation>
    </message>
    <message>
        <source>Parts of %1 cannot be read</source>
        <translation>Teilweise nicht lesbar: %1</translation>
    </message>
    <message>
        <source>The file was moved or deleted while it was open. Your annotations are safe in the project.</source>
        <translation>Die Datei wurde verschoben oder gelöscht, während sie geöffnet war. Ihre Annotationen sind sicher im Projekt.</translation>
    </message>
    <message>
        <source>They are shown hatched; everything else can be used.</source>
        <translation>Diese Teile sind schraffiert gezeigt; alles andere ist benutzbar.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Always saved: everything is on disk as soon as you do it</source>
        <translation>Immer gespeichert: alles steht sofort auf der Festplatte</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>It was removed from the list.</source>
        <translation>Der Eintrag wurde aus der Liste entfernt.</translation>
    </message>
    <message>
        <source>Add slides</source>
        <translation>Schnitte hinzufügen</translation>
    </message>
    <message>
        <source>Open slides</source>
        <translation>Schnitte öffnen</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ein Projekt öffnen</translation>
    </message>
    <message>
        <source>Open a slide first</source>
        <translation>Zuerst einen Schnitt öffnen</translation>
    </message>
    <message>
        <source>Save a copy of the project</source>
        <translation>Eine Kopie des Projekts speichern</translation>
    </message>
    <message>
        <source>Copy saved as %1</source>
        <translation>Kopie gespeichert als %1</translation>
    </message>
    <message>
        <source>Cannot save a copy as %1</source>
        <translation>Kopie kann nicht als %1 gespeichert werden</translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation>%1 exportiert</translation>
    </message>
    <message>
        <source>Exported %1 files</source>
        <translation>%1 Dateien exportiert</translation>
    </message>
    <message>
        <source>Outlines and scale bar (*.svg)</source>
        <translation>Umrisse und Maßstabsbalken (*.svg)</translation>
    </message>
    <message>
        <source>Save view as picture</source>
        <translation>Ansicht als Bild speichern</translation>
    </message>
    <message>
        <source>Picture with scale bar (*.png)</source>
        <translation>Bild mit Maßstabsbalken (*.png)</translation>
    </message>
    <message>
        <source>pictures are written as .png or .jpg, outlines as .svg</source>
        <translation>Bilder werden als .png oder .jpg geschrieben, Umrisse als .svg</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Cannot write %1</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>There is no object %1 on this slide</source>
        <translation>Auf diesem Schnitt gibt es kein Objekt %1</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
    <message>
        <source>Cannot find “%1”</source>
        <translation>„%1“ ist nicht zu finden</translation>
    </message>
    <message>
        <source>Your annotations are safe in the project.</source>
        <translation>Ihre Annotationen sind sicher im Projekt.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>About Bowman</source>
        <translation>Über Bowman</translation>
    </message>
    <message>
        <source>&lt;h2&gt;Bowman %1&lt;/h2&gt;&lt;p&gt;Finds, corrects and exports glomeruli on whole slides of kidney.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. No warranty.&lt;/p&gt;&lt;p&gt;For research. Not a medical device: not for diagnosis.&lt;/p&gt;&lt;p&gt;Built on Qt %2, OpenSlide, LibTorch, OpenCV, GEOS and SQLite.&lt;/p&gt;&lt;p&gt;The slide is drawn by: %3.&lt;/p&gt;</source>
        <translation>&lt;h2&gt;Bowman %1&lt;/h2&gt;&lt;p&gt;Findet, korrigiert und exportiert Glomeruli auf ganzen Nierenschnitten.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder später. Keine Gewährleistung.&lt;/p&gt;&lt;p&gt;Für die Forschung. Kein Medizinprodukt: nicht zur Diagnose.&lt;/p&gt;&lt;p&gt;Beruht auf Qt %2, OpenSlide, LibTorch, OpenCV, GEOS und SQLite.&lt;/p&gt;&lt;p&gt;Der Schnitt wird gezeichnet von: %3.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Drop %1 again once its slide is shown</source>
        <translation>%1 erneut ablegen, sobald der Schnitt dazu gezeigt wird</translation>
    </message>
    <message>
        <source>%1 is a file of labels</source>
        <translation>%1 ist eine Annotationsdatei</translation>
    </message>
    <message>
        <source>Open the slide that they are of, then drop it again.</source>
        <translation>Den zugehörigen Schnitt öffnen, dann die Datei erneut ablegen.</translation>
    </message>
    <message>
        <source>Labels to import</source>
        <translation>Zu importierende Annotationen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 von %2: %3</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Nothing of this slide counts as seen any more</source>
        <translation>Nichts von diesem Schnitt gilt mehr als gesehen</translation>
    </message>
    <message>
        <source>Cannot bring it back</source>
        <translation>Das kann nicht zurückgeholt werden</translation>
    </message>
    <message>
        <source>The slide is not there</source>
        <translation>Der Schnitt ist nicht da</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Cannot undo</source>
        <translation>Rückgängig nicht möglich</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>Cannot redo</source>
        <translation>Wiederherstellen nicht möglich</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Wiederhergestellt: %1</translation>
    </message>
    <message>
        <source>Find glomeruli: %1</source>
        <translation>Glomeruli suchen: %1</translation>
    </message>
    <message>
        <source>Drawing the sample slide</source>
        <translation>Der Beispielschnitt wird gezeichnet</translation>
    </message>
    <message>
        <source>Comparison of Readings</source>
        <translation>Vergleich der Lesungen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::MaybeList</name>
    <message>
        <source>Places that may be glomeruli</source>
        <translation>Stellen, die Glomeruli sein könnten</translation>
    </message>
    <message>
        <source>What the network was not sure enough of to propose it. N and P walk, A makes it an object, R drops it</source>
        <translation>Wobei das Netz nicht sicher genug war, um es vorzuschlagen. N und P gehen weiter und zurück, A macht daraus ein Objekt, R verwirft es</translation>
    </message>
    <message>
        <source>µm</source>
        <translation>µm</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>probability %1 %    ⌀ %2 %3</source>
        <translation>Wahrscheinlichkeit %1 %    ⌀ %2 %3</translation>
    </message>
</context>
<context>
    <name>bowman::ui::MaybeOverlay</name>
    <message>
        <source>Outlines of places that may be glomeruli</source>
        <translation>Umrisse von Stellen, die Glomeruli sein könnten</translation>
    </message>
</context>
<context>
    <name>bowman::ui::MaybeSession</name>
    <message>
        <source>Maybe</source>
        <translation>Vielleicht</translation>
    </message>
    <message>
        <source>Maybe: %1</source>
        <translation>Vielleicht: %1</translation>
    </message>
    <message>
        <source>Faint places, the surest first: A makes one an object, R drops it, Esc or Shift+F5 ends</source>
        <translation>Schwache Stellen, die sicherste zuerst: A macht daraus ein Objekt, R verwirft sie, Esc oder Umschalt+F5 beendet</translation>
    </message>
    <message>
        <source>Maybe %1 of %2</source>
        <translation>Vielleicht %1 von %2</translation>
    </message>
    <message>
        <source>Cannot record this decision</source>
        <translation>Diese Entscheidung kann nicht festgehalten werden</translation>
    </message>
    <message>
        <source>Every faint place of this slide is decided</source>
        <translation>Über jede schwache Stelle dieses Schnitts ist entschieden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::MeasurementModel</name>
    <message>
        <source>№</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Number of the object</source>
        <translation>Nummer des Objekts</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What a person has decided</source>
        <translation>Was eine Person entschieden hat</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Area %1</source>
        <translation>Fläche %1</translation>
    </message>
    <message>
        <source>Area, without its holes</source>
        <translation>Fläche ohne die Löcher</translation>
    </message>
    <message>
        <source>⌀ %1</source>
        <translation>⌀ %1</translation>
    </message>
    <message>
        <source>Equivalent diameter: of the circle of the same area</source>
        <translation>Äquivalentdurchmesser: des Kreises gleicher Fläche</translation>
    </message>
    <message>
        <source>Feret %1</source>
        <translation>Feret %1</translation>
    </message>
    <message>
        <source>Largest Feret diameter: the largest distance of two points of the outline</source>
        <translation>Größter Feret-Durchmesser: der größte Abstand zweier Punkte des Umrisses</translation>
    </message>
    <message>
        <source>Feret min. %1</source>
        <translation>Feret min. %1</translation>
    </message>
    <message>
        <source>Smallest Feret diameter: the narrowest gap between two parallels that it fits through</source>
        <translation>Kleinster Feret-Durchmesser: der schmalste Spalt zwischen zwei Parallelen, durch den es passt</translation>
    </message>
    <message>
        <source>Perimeter %1</source>
        <translation>Umfang %1</translation>
    </message>
    <message>
        <source>Length of the outer outline</source>
        <translation>Länge des äußeren Umrisses</translation>
    </message>
    <message>
        <source>Circ.</source>
        <translation>Zirk.</translation>
    </message>
    <message>
        <source>Solidity</source>
        <translation>Solidität</translation>
    </message>
    <message>
        <source>Area / area of the convex hull: 1 without dents</source>
        <translation>Fläche / Fläche der konvexen Hülle: 1 ohne Dellen</translation>
    </message>
    <message>
        <source>Prob.</source>
        <translation>Wahrsch.</translation>
    </message>
    <message>
        <source>Mean probability inside, as the network gave it</source>
        <translation>Mittlere Wahrscheinlichkeit im Inneren, wie vom Netz angegeben</translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation>Zweifel</translation>
    </message>
    <message>
        <source>How unsure the network was: 0 sure, 1 no idea</source>
        <translation>Wie unsicher das Netz war: 0 sicher, 1 keine Ahnung</translation>
    </message>
    <message>
        <source>To edge %1</source>
        <translation>Zum Rand %1</translation>
    </message>
    <message>
        <source>From the nearest point of the outline to the edge of the tissue, to about 10 µm</source>
        <translation>Vom nächsten Punkt des Umrisses zum Geweberand, auf etwa 10 µm genau</translation>
    </message>
    <message>
        <source>Touches</source>
        <translation>Berührt</translation>
    </message>
    <message>
        <source>The edge of the tissue, or of the slide: such an object may not be whole</source>
        <translation>Den Rand des Gewebes oder des Schnitts: ein solches Objekt ist vielleicht nicht ganz</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>Durchgesehen von</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model or the file that it came from</source>
        <translation>Das Modell oder die Datei, woher es stammt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Circularity, 4π · area / perimeter²: 1 for a circle; a ragged or long outline has less: smooth the outlines before shapes are compared</source>
        <translation>Zirkularität, 4π · Fläche / Umfang²: 1 für einen Kreis; ein zackiger oder langer Umriss hat weniger: Umrisse glätten, bevor Formen verglichen werden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::MeasurementPanel</name>
    <message>
        <source>Measurements of the objects of this slide</source>
        <translation>Messungen der Objekte dieses Schnitts</translation>
    </message>
    <message>
        <source>&amp;Copy as Table</source>
        <translation>Als Tabelle &amp;kopieren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Lists the objects with this text in number, state, class, note, model or reviewer</source>
        <translation>Listet die Objekte, bei denen dieser Text in Nummer, Zustand, Klasse, Notiz, Modell oder Prüfer vorkommt</translation>
    </message>
    <message>
        <source>Filter measurements by text</source>
        <translation>Messungen nach Text filtern</translation>
    </message>
    <message>
        <source>Filter measurements by class</source>
        <translation>Messungen nach Klasse filtern</translation>
    </message>
    <message>
        <source>Lists the objects of one class</source>
        <translation>Listet die Objekte einer Klasse</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Filter measurements by state</source>
        <translation>Messungen nach Zustand filtern</translation>
    </message>
    <message>
        <source>Lists the objects in one state</source>
        <translation>Listet die Objekte in einem Zustand</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Complete region</source>
        <translation>Vollständige Region</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>Only the objects of this bar are listed; click to list all</source>
        <translation>Nur die Objekte dieses Balkens sind gelistet; klicken, um alle zu listen</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Wird gemessen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stops measuring</source>
        <translation>Hält die Messung an</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Writes what is listed, in this order, as a table for spreadsheets; Ctrl+C copies it</source>
        <translation>Schreibt das Gelistete in dieser Reihenfolge als Tabelle für Tabellenkalkulationen; Strg+C kopiert es</translation>
    </message>
    <message>
        <source>Export measurements as CSV</source>
        <translation>Messungen als CSV exportieren</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Nicht gemessen</translation>
    </message>
    <message>
        <source>1 object</source>
        <translation>1 Objekt</translation>
    </message>
    <message>
        <source>%1 objects</source>
        <translation>%1 Objekte</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::MeasurementSession</name>
    <message>
        <source>Not everything could be measured</source>
        <translation>Nicht alles konnte gemessen werden</translation>
    </message>
    <message>
        <source>The figures without it are shown.</source>
        <translation>Die Zahlen sind ohne diesen Teil gezeigt.</translation>
    </message>
    <message>
        <source>Export measurements</source>
        <translation>Messungen exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Cannot write %1</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ObjectGallery</name>
    <message>
        <source>Pictures of the objects of this slide</source>
        <translation>Bilder der Objekte dieses Schnitts</translation>
    </message>
    <message>
        <source>Click one, Ctrl or Shift for several; A, R, U and 1–9 decide on all that are chosen; a double click goes there</source>
        <translation>Eines anklicken, Strg oder Umschalt für mehrere; A, R, U und 1–9 entscheiden über alle gewählten; ein Doppelklick führt dorthin</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ObjectModel</name>
    <message>
        <source>Diameter of a disc of the same area</source>
        <translation>Durchmesser einer Scheibe gleicher Fläche</translation>
    </message>
    <message>
        <source>Mean probability inside</source>
        <translation>Mittlere Wahrscheinlichkeit im Inneren</translation>
    </message>
    <message>
        <source>How unsure the network was: 0 sure, 1 no idea</source>
        <translation>Wie unsicher das Netz war: 0 sicher, 1 keine Ahnung</translation>
    </message>
    <message>
        <source>№</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>⌀ µm</source>
        <translation>⌀ µm</translation>
    </message>
    <message>
        <source>⌀ px</source>
        <translation>⌀ px</translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation>Zweifel</translation>
    </message>
    <message>
        <source>Prob.</source>
        <translation>Wahrsch.</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ObjectTable</name>
    <message>
        <source>Objects of this slide</source>
        <translation>Objekte dieses Schnitts</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ObjectTuning</name>
    <message>
        <source>Outlines as the sliders would draw them</source>
        <translation>Umrisse, wie die Schieberegler sie zeichnen würden</translation>
    </message>
    <message>
        <source>Cannot apply the threshold</source>
        <translation>Der Schwellenwert kann nicht angewendet werden</translation>
    </message>
    <message>
        <source>%1 at threshold %2</source>
        <translation>%1 bei Schwellenwert %2</translation>
    </message>
    <message>
        <source>Faint places cannot be kept</source>
        <translation>Schwache Stellen können nicht gespeichert werden</translation>
    </message>
    <message numerus="yes">
        <source>; %n new one(s) not yet told sclerotic or not: move the slider again</source>
        <translation>
            <numerusform>; %n neues ist noch nicht auf Sklerose geprüft: den Regler nochmals bewegen</numerusform>
            <numerusform>; %n neue sind noch nicht auf Sklerose geprüft: den Regler nochmals bewegen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bowman::ui::OrientationChip</name>
    <message>
        <source>The view is turned</source>
        <translation>Die Ansicht ist gedreht</translation>
    </message>
    <message>
        <source>Click to show the slide upright, as it was scanned</source>
        <translation>Klicken, um den Schnitt aufrecht zu zeigen, wie er gescannt wurde</translation>
    </message>
</context>
<context>
    <name>bowman::ui::OutlineCommands</name>
    <message>
        <source>Nothing about the outline changes</source>
        <translation>Am Umriss ändert sich nichts</translation>
    </message>
    <message>
        <source>Select an object first: click it, or press N</source>
        <translation>Zuerst ein Objekt auswählen: anklicken oder N drücken</translation>
    </message>
    <message>
        <source>%1: %2 points are now %3</source>
        <translation>%1: aus %2 Punkten sind %3 geworden</translation>
    </message>
    <message>
        <source>%1: area %2%3 %</source>
        <translation>%1: Fläche %2%3 %</translation>
    </message>
</context>
<context>
    <name>bowman::ui::PaletteDialog</name>
    <message>
        <source>Classes of Glomeruli</source>
        <translation>Klassen der Glomeruli</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Double click to change; a double click on the colour chooses another</source>
        <translation>Doppelklick zum Ändern; ein Doppelklick auf die Farbe wählt eine andere</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Is a glomerulus</source>
        <translation>Ist ein Glomerulus</translation>
    </message>
    <message>
        <source>Globally sclerosed</source>
        <translation>Global sklerosiert</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>A new class, with the next key that is free</source>
        <translation>Eine neue Klasse, mit der nächsten freien Taste</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Take the chosen class out of the palette. Objects that have it keep it</source>
        <translation>Die gewählte Klasse aus der Palette nehmen. Objekte, die sie haben, behalten sie</translation>
    </message>
    <message>
        <source>&amp;Usual Classes</source>
        <translation>Ü&amp;bliche Klassen</translation>
    </message>
    <message>
        <source>The classes that a new project begins with</source>
        <translation>Die Klassen, mit denen ein neues Projekt beginnt</translation>
    </message>
    <message>
        <source>The keys 1 to 9 give these classes. They are kept in the project; objects of a class that is renamed are renamed too.</source>
        <translation>Die Tasten 1 bis 9 vergeben diese Klassen. Sie stehen im Projekt; wird eine Klasse umbenannt, ändern sich ihre Objekte mit.</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>Not yet: %1</source>
        <translation>Noch nicht: %1</translation>
    </message>
</context>
<context>
    <name>bowman::ui::PlaneBar</name>
    <message>
        <source>Focus plane</source>
        <translation>Fokusebene</translation>
    </message>
    <message>
        <source>Focus plane (Page Up, Page Down)</source>
        <translation>Fokusebene (Bild aufwärts, Bild abwärts)</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>Show the channel %1</source>
        <translation>Den Kanal %1 zeigen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::PlaneSession</name>
    <message>
        <source>This plane cannot be shown</source>
        <translation>Diese Ebene kann nicht gezeigt werden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::PyramidSession</name>
    <message>
        <source>Preparing %1</source>
        <translation>%1 wird vorbereitet</translation>
    </message>
    <message>
        <source>%1 stays as it is: slower to show from afar</source>
        <translation>%1 bleibt, wie es ist: aus der Ferne langsamer zu zeigen</translation>
    </message>
    <message>
        <source>%1 cannot be prepared (%2); it can be used, but is slow to show from afar</source>
        <translation>%1 kann nicht vorbereitet werden (%2); benutzbar, aber aus der Ferne langsam zu zeigen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReadingBar</name>
    <message>
        <source>Whose reading is shown</source>
        <translation>Wessen Lesung gezeigt wird</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReadingSession</name>
    <message>
        <source>&lt;b&gt;Consensus&lt;/b&gt; of %1 and %2, decided by &lt;b&gt;%3&lt;/b&gt;</source>
        <translation>&lt;b&gt;Konsens&lt;/b&gt; von %1 und %2, entschieden durch &lt;b&gt;%3&lt;/b&gt;</translation>
    </message>
    <message>
        <source>&lt;b&gt;First reading&lt;/b&gt;, by &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>&lt;b&gt;Erste Lesung&lt;/b&gt;, von &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>&lt;b&gt;Second reading&lt;/b&gt;, by &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>&lt;b&gt;Zweite Lesung&lt;/b&gt;, von &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source> – blinded: nothing of the other reading is shown</source>
        <translation> – verblindet: von der anderen Lesung wird nichts gezeigt</translation>
    </message>
    <message>
        <source> – not finished</source>
        <translation> – nicht abgeschlossen</translation>
    </message>
    <message>
        <source> – finished</source>
        <translation> – abgeschlossen</translation>
    </message>
    <message>
        <source> – no longer blinded</source>
        <translation> – nicht mehr verblindet</translation>
    </message>
    <message>
        <source> – kept as it was for the consensus</source>
        <translation> – unverändert aufbewahrt für den Konsens</translation>
    </message>
    <message>
        <source>Reader: %1</source>
        <translation>Prüfer: %1</translation>
    </message>
    <message>
        <source>The network is at work for this reader: wait, or stop it first</source>
        <translation>Das Netz arbeitet für diesen Prüfer: warten oder es zuerst anhalten</translation>
    </message>
    <message>
        <source>Read As</source>
        <translation>Lesen als</translation>
    </message>
    <message>
        <source>Who reads from now on? Everything that is done carries this name.</source>
        <translation>Wer liest von jetzt an? Alles, was getan wird, trägt diesen Namen.</translation>
    </message>
    <message>
        <source>Cannot read as %1</source>
        <translation>Als %1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>%1 reads now</source>
        <translation>Jetzt liest %1</translation>
    </message>
    <message>
        <source>Cannot begin this reading</source>
        <translation>Diese Lesung kann nicht begonnen werden</translation>
    </message>
    <message>
        <source>The reading cannot be finished</source>
        <translation>Die Lesung kann nicht abgeschlossen werden</translation>
    </message>
    <message>
        <source>The reading by %1 is finished and stays as it is</source>
        <translation>Die Lesung von %1 ist abgeschlossen und bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>The reading by %1 goes on</source>
        <translation>Die Lesung von %1 geht weiter</translation>
    </message>
    <message>
        <source>Show the Reading</source>
        <translation>Lesung zeigen</translation>
    </message>
    <message>
        <source>First, by %1</source>
        <translation>Erste, von %1</translation>
    </message>
    <message>
        <source>Second, by %1</source>
        <translation>Zweite, von %1</translation>
    </message>
    <message>
        <source>Consensus, by %1</source>
        <translation>Konsens, von %1</translation>
    </message>
    <message>
        <source>Cannot show this reading</source>
        <translation>Diese Lesung kann nicht gezeigt werden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Making the report</source>
        <translation>Der Bericht wird erstellt</translation>
    </message>
    <message>
        <source>Make Report</source>
        <translation>Bericht erstellen</translation>
    </message>
    <message>
        <source>Reads the slides and writes the report</source>
        <translation>Liest die Schnitte und schreibt den Bericht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>Shows it in the program that this computer has for it</source>
        <translation>Zeigt ihn in dem Programm, das dieser Rechner dafür hat</translation>
    </message>
    <message>
        <source>Figures, plots, and pictures of the slide and of its glomeruli. File names and the label of a slide are not in it: slides go by their aliases.</source>
        <translation>Zahlen, Diagramme und Bilder des Schnitts und seiner Glomeruli. Dateinamen und das Etikett eines Schnitts kommen nicht vor: Schnitte erscheinen unter ihrem Alias.</translation>
    </message>
    <message>
        <source>&amp;This slide</source>
        <translation>&amp;Dieser Schnitt</translation>
    </message>
    <message>
        <source>A report on the slide that is shown</source>
        <translation>Ein Bericht über den gezeigten Schnitt</translation>
    </message>
    <message>
        <source>&amp;All slides (%1)</source>
        <translation>&amp;Alle Schnitte (%1)</translation>
    </message>
    <message>
        <source>A report on every slide of the project, with their sum</source>
        <translation>Ein Bericht über jeden Schnitt des Projekts, mit ihrer Summe</translation>
    </message>
    <message>
        <source>&amp;PDF</source>
        <translation>&amp;PDF</translation>
    </message>
    <message>
        <source>Pages, for printing and sending</source>
        <translation>Seiten, zum Drucken und Verschicken</translation>
    </message>
    <message>
        <source>&amp;HTML</source>
        <translation>&amp;HTML</translation>
    </message>
    <message>
        <source>One page for the browser, pictures included</source>
        <translation>Eine Seite für den Browser, mit den Bildern darin</translation>
    </message>
    <message>
        <source>Title of the report</source>
        <translation>Titel des Berichts</translation>
    </message>
    <message>
        <source>Stands on top; empty: made of the aliases</source>
        <translation>Steht oben; leer: aus den Aliasnamen gebildet</translation>
    </message>
    <message>
        <source>Glomeruli of …</source>
        <translation>Glomeruli von …</translation>
    </message>
    <message>
        <source>The most pictures of glomeruli of each slide</source>
        <translation>Höchstzahl der Bilder von Glomeruli je Schnitt</translation>
    </message>
    <message>
        <source>The most pictures of glomeruli of each slide; 0: none</source>
        <translation>Höchstzahl der Bilder von Glomeruli je Schnitt; 0: keine</translation>
    </message>
    <message>
        <source>File of the report</source>
        <translation>Datei des Berichts</translation>
    </message>
    <message>
        <source>Where the report goes</source>
        <translation>Wohin der Bericht geschrieben wird</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Die Datei auswählen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Worüber</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>T&amp;itel</translation>
    </message>
    <message>
        <source>Pic&amp;tures</source>
        <translation>&amp;Bilder</translation>
    </message>
    <message>
        <source>of glomeruli at the most, for each slide</source>
        <translation>von Glomeruli höchstens, je Schnitt</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>Da&amp;tei</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>A report is a .pdf or an .html file.</source>
        <translation>Ein Bericht ist eine .pdf- oder eine .html-Datei.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon da.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Angehalten; nichts wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReviewCard</name>
    <message>
        <source>Picture of the selected object</source>
        <translation>Bild des ausgewählten Objekts</translation>
    </message>
    <message>
        <source>Class of the selected object</source>
        <translation>Klasse des ausgewählten Objekts</translation>
    </message>
    <message>
        <source>Class; the keys 1 to 9 give the classes of the palette</source>
        <translation>Klasse; die Tasten 1 bis 9 vergeben die Klassen der Palette</translation>
    </message>
    <message>
        <source>Note on the selected object</source>
        <translation>Notiz zum ausgewählten Objekt</translation>
    </message>
    <message>
        <source>A note on the selected object (Ctrl+Shift+N); Enter keeps it, Esc gives it up</source>
        <translation>Eine Notiz zum ausgewählten Objekt (Strg+Umschalt+N); Eingabe behält sie, Esc verwirft sie</translation>
    </message>
    <message>
        <source>Note (Ctrl+Shift+N)</source>
        <translation>Notiz (Strg+Umschalt+N)</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Click an object, or press N for the next one, F5 to review all.</source>
        <translation>Ein Objekt anklicken, oder N für das nächste, F5 für die Durchsicht aller drücken.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Not sure enough to be proposed</source>
        <translation>Nicht sicher genug für einen Vorschlag</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReviewController</name>
    <message>
        <source>The sample cannot be kept</source>
        <translation>Die Stichprobe kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>%1 is locked (panel Layers)</source>
        <translation>%1 ist gesperrt (Bedienfeld Ebenen)</translation>
    </message>
    <message>
        <source>Every object of the sample is reviewed</source>
        <translation>Jedes Objekt der Stichprobe ist durchgesehen</translation>
    </message>
    <message>
        <source>Nothing to review yet: find glomeruli first</source>
        <translation>Noch nichts durchzusehen: zuerst Glomeruli suchen</translation>
    </message>
    <message>
        <source>Every object of this slide is reviewed</source>
        <translation>Jedes Objekt dieses Schnitts ist durchgesehen</translation>
    </message>
    <message>
        <source>Select an object first: click it, or press N</source>
        <translation>Zuerst ein Objekt auswählen: anklicken oder N drücken</translation>
    </message>
    <message>
        <source>Only glomeruli are reviewed</source>
        <translation>Nur Glomeruli werden durchgesehen</translation>
    </message>
    <message>
        <source>Cannot record this decision</source>
        <translation>Diese Entscheidung kann nicht festgehalten werden</translation>
    </message>
    <message>
        <source>Select a glomerulus first: click it, or press N</source>
        <translation>Zuerst einen Glomerulus auswählen: anklicken oder N drücken</translation>
    </message>
    <message>
        <source>Cannot change the class</source>
        <translation>Die Klasse kann nicht geändert werden</translation>
    </message>
    <message>
        <source>Cannot keep this note</source>
        <translation>Diese Notiz kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Cannot delete this object</source>
        <translation>Dieses Objekt kann nicht gelöscht werden</translation>
    </message>
    <message>
        <source>Deleted %1. Ctrl+Z brings it back</source>
        <translation>%1 gelöscht. Strg+Z holt es zurück</translation>
    </message>
    <message>
        <source>Cannot record these decisions</source>
        <translation>Diese Entscheidungen können nicht festgehalten werden</translation>
    </message>
    <message>
        <source>They have this class already</source>
        <translation>Sie haben diese Klasse schon</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReviewPanel</name>
    <message>
        <source>Reviewed objects</source>
        <translation>Durchgesehene Objekte</translation>
    </message>
    <message>
        <source>Which objects are listed</source>
        <translation>Welche Objekte gelistet sind</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Durchzusehen</translation>
    </message>
    <message>
        <source>To check first</source>
        <translation>Zuerst zu prüfen</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Durchgesehen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Order of the objects</source>
        <translation>Reihenfolge der Objekte</translation>
    </message>
    <message>
        <source>Order of the objects: N and P walk so, the table and the gallery show it so</source>
        <translation>Reihenfolge der Objekte: N und P gehen so, Tabelle und Galerie zeigen sie so</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>By place, to and fro</source>
        <translation>Nach Ort, hin und her</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Nach Klasse</translation>
    </message>
    <message>
        <source>Random sample…</source>
        <translation>Zufällige Stichprobe…</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Nach Zustand</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>Nach Nummer</translation>
    </message>
    <message>
        <source>Find objects</source>
        <translation>Objekte suchen</translation>
    </message>
    <message>
        <source>Number, class, note, person or model (Ctrl+F). Enter goes to the next one, Esc ends the search</source>
        <translation>Nummer, Klasse, Notiz, Person oder Modell (Strg+F). Eingabe geht zum nächsten, Esc beendet die Suche</translation>
    </message>
    <message>
        <source>Find: number, class, note, person</source>
        <translation>Suchen: Nummer, Klasse, Notiz, Person</translation>
    </message>
    <message>
        <source>No objects</source>
        <translation>Keine Objekte</translation>
    </message>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation>%1 von %2 durchgesehen</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>, noch %1</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 to check first</source>
        <translation>%1 zuerst zu prüfen</translation>
    </message>
    <message>
        <source>The time left is your median time for one object, times those that are open</source>
        <translation>Die verbleibende Zeit ist Ihre mittlere Zeit (Median) für ein Objekt, mal die Zahl der offenen</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 chosen&lt;/b&gt;: A, R, U and 1–9 decide on all of them</source>
        <translation>&lt;b&gt;%1 ausgewählt&lt;/b&gt;: A, R, U und 1–9 entscheiden über alle</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReviewSession</name>
    <message>
        <source>Select an object first: click it, or press N</source>
        <translation>Zuerst ein Objekt auswählen: anklicken oder N drücken</translation>
    </message>
    <message>
        <source>Class: %1</source>
        <translation>Klasse: %1</translation>
    </message>
    <message>
        <source>Class of Key %1</source>
        <translation>Klasse der Taste %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; (%2)&lt;br&gt;The class of the selected object, or of all that are chosen in the gallery</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; (%2)&lt;br&gt;Die Klasse des ausgewählten Objekts oder aller, die in der Galerie gewählt sind</translation>
    </message>
    <message>
        <source>No class has this key: Review ▸ Classes</source>
        <translation>Keine Klasse hat diese Taste: Durchsicht ▸ Klassen</translation>
    </message>
    <message>
        <source>Nothing to draw a sample of yet: find glomeruli first</source>
        <translation>Noch nichts, woraus eine Stichprobe gezogen werden kann: zuerst Glomeruli suchen</translation>
    </message>
    <message>
        <source>Going through a random sample of %1</source>
        <translation>Durchsicht einer zufälligen Stichprobe: %1</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>%1 of %2 found</source>
        <translation>%1 von %2 gefunden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SampleDialog</name>
    <message>
        <source>Random Sample</source>
        <translation>Zufällige Stichprobe</translation>
    </message>
    <message>
        <source>Objects in the sample</source>
        <translation>Objekte in der Stichprobe</translation>
    </message>
    <message>
        <source>How many objects are drawn; rejected ones are never among them</source>
        <translation>Wie viele Objekte gezogen werden; abgelehnte sind nie darunter</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed draws the same objects, for whoever draws them</source>
        <translation>Derselbe Startwert zieht dieselben Objekte, gleich wer sie zieht</translation>
    </message>
    <message>
        <source>&amp;Objects</source>
        <translation>&amp;Objekte</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>&amp;Go on with the sample of %1</source>
        <translation>Vorhandene Stichprobe &amp;fortsetzen (%1)</translation>
    </message>
    <message>
        <source>&amp;Draw a new one</source>
        <translation>Eine &amp;neue ziehen</translation>
    </message>
    <message>
        <source>The one that is kept with this slide</source>
        <translation>Die mit diesem Schnitt gespeicherte</translation>
    </message>
    <message>
        <source>It replaces the one that is kept with this slide</source>
        <translation>Sie ersetzt die mit diesem Schnitt gespeicherte</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SampleMaker</name>
    <message>
        <source>Cannot make the sample slide</source>
        <translation>Der Beispielschnitt kann nicht erstellt werden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ScaleDialog</name>
    <message>
        <source>µm per Pixel</source>
        <translation>µm pro Pixel</translation>
    </message>
    <message>
        <source>How large is one pixel of the slide at full resolution? The scanner&apos;s report says it; the magnification is a fair hint.</source>
        <translation>Wie groß ist ein Pixel des Schnitts bei voller Auflösung? Das Protokoll des Scanners sagt es; die Vergrößerung ist ein brauchbarer Anhaltspunkt.</translation>
    </message>
    <message>
        <source> µm/px</source>
        <translation> µm/px</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>The file says</source>
        <translation>Die Datei sagt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Use what the file says: %1 µm/px</source>
        <translation>Angabe der Datei verwenden: %1 µm/px</translation>
    </message>
    <message>
        <source>What was set by hand is forgotten</source>
        <translation>Das von Hand Festgelegte wird vergessen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::ScaleSession</name>
    <message>
        <source>The scale of %1 looks wrong</source>
        <translation>Der Maßstab von %1 sieht falsch aus</translation>
    </message>
    <message>
        <source>. The network and every measure depend on it.</source>
        <translation>. Das Netz und alle Maße hängen davon ab.</translation>
    </message>
    <message>
        <source>Set µm per Pixel…</source>
        <translation>µm pro Pixel festlegen…</translation>
    </message>
    <message>
        <source>It Is Right</source>
        <translation>Er stimmt</translation>
    </message>
    <message>
        <source>%1, confirmed by you</source>
        <translation>%1, von Ihnen bestätigt</translation>
    </message>
    <message>
        <source>Cannot set the scale</source>
        <translation>Der Maßstab kann nicht festgelegt werden</translation>
    </message>
    <message>
        <source>Open a slide first</source>
        <translation>Zuerst einen Schnitt öffnen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::Screenshot</name>
    <message>
        <source>cannot write %1</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SecondReadingDialog</name>
    <message>
        <source>Second Reading (Blinded)</source>
        <translation>Zweite Lesung (verblindet)</translation>
    </message>
    <message>
        <source>Another person reads this slide without seeing anything of what %1 did: no decisions, outlines, classes, notes, bookmarks, counts or history. Both readings are kept side by side in the project.</source>
        <translation>Eine andere Person liest diesen Schnitt, ohne etwas von dem zu sehen, was %1 getan hat: keine Entscheidungen, Umrisse, Klassen, Notizen, Lesezeichen, Zahlen und keinen Verlauf. Beide Lesungen stehen nebeneinander im Projekt.</translation>
    </message>
    <message>
        <source>What the &amp;network proposed, untouched</source>
        <translation>Was das &amp;Netz vorgeschlagen hat, unberührt</translation>
    </message>
    <message>
        <source>Every object that the network found, as it proposed it: also those that the first reader changed, rejected or deleted</source>
        <translation>Jedes Objekt, das das Netz gefunden hat, wie es vorgeschlagen wurde: auch die vom ersten Prüfer geänderten, abgelehnten oder gelöschten</translation>
    </message>
    <message>
        <source>An &amp;empty slide</source>
        <translation>Ein &amp;leerer Schnitt</translation>
    </message>
    <message>
        <source>The second reader outlines everything, or runs a network of their own choice</source>
        <translation>Der zweite Prüfer umreißt alles oder lässt ein Netz seiner Wahl laufen</translation>
    </message>
    <message>
        <source>&amp;Read by</source>
        <translation>&amp;Gelesen von</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>&amp;Beginnen</translation>
    </message>
    <message>
        <source>Puts the first reading away and begins the second. That person should sit at the screen from now on</source>
        <translation>Legt die erste Lesung weg und beginnt die zweite. Von jetzt an sollte diese Person am Bildschirm sitzen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SeenSession</name>
    <message>
        <source>What you have looked at cannot be saved</source>
        <translation>Was Sie angesehen haben, kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Where the tissue of this slide is cannot be found</source>
        <translation>Wo das Gewebe dieses Schnitts liegt, ist nicht zu finden</translation>
    </message>
    <message>
        <source>All tissue of this slide was seen at 5× or closer</source>
        <translation>Alles Gewebe dieses Schnitts wurde bei 5× oder näher gesehen</translation>
    </message>
    <message>
        <source>%1 % of the tissue seen</source>
        <translation>%1 % des Gewebes gesehen</translation>
    </message>
    <message>
        <source>%1 % of the tissue</source>
        <translation>%1 % des Gewebes</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SideBySide</name>
    <message>
        <source>Add another slide to the project to look at two side by side</source>
        <translation>Einen weiteren Schnitt zum Projekt hinzufügen, um zwei nebeneinander anzusehen</translation>
    </message>
    <message>
        <source>Parts of the slide on the right cannot be read: %1</source>
        <translation>Der Schnitt rechts ist teilweise nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>This slide cannot be shown: %1</source>
        <translation>Dieser Schnitt kann nicht gezeigt werden: %1</translation>
    </message>
    <message>
        <source>Cannot keep the offset</source>
        <translation>Der Versatz kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>µm</source>
        <translation>µm</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>move each alone</source>
        <translation>jede Seite einzeln bewegen</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SignOffDialog</name>
    <message>
        <source>Sign Off This Slide</source>
        <translation>Diesen Schnitt abzeichnen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Every object is decided</source>
        <translation>Über jedes Objekt ist entschieden</translation>
    </message>
    <message>
        <source>%1 not decided</source>
        <translation>%1 nicht entschieden</translation>
    </message>
    <message>
        <source>%1 left to a colleague (unsure)</source>
        <translation>%1 jemand anderem überlassen (unsicher)</translation>
    </message>
    <message>
        <source>1 faint place (&quot;maybe&quot;) not decided</source>
        <translation>1 schwache Stelle („Vielleicht“) nicht entschieden</translation>
    </message>
    <message>
        <source>%1 faint places (&quot;maybe&quot;) not decided</source>
        <translation>%1 schwache Stellen („Vielleicht“) nicht entschieden</translation>
    </message>
    <message>
        <source>How much of the tissue you have seen is not known</source>
        <translation>Wie viel vom Gewebe Sie gesehen haben, ist nicht bekannt</translation>
    </message>
    <message>
        <source>All tissue was seen at 5× or closer</source>
        <translation>Alles Gewebe wurde bei 5× oder näher gesehen</translation>
    </message>
    <message>
        <source>%1 % of the tissue seen at 5× or closer (Shift+N goes to the rest)</source>
        <translation>%1 % des Gewebes bei 5× oder näher gesehen (Umschalt+N geht zum Rest)</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>Ausnahme</translation>
    </message>
    <message>
        <source>What is left undone, and why. It is kept with the signature and shown with it</source>
        <translation>Was nicht getan ist, und warum. Es wird mit der Unterschrift gespeichert und mit ihr gezeigt</translation>
    </message>
    <message>
        <source>Nothing is missing; a remark is kept all the same</source>
        <translation>Nichts fehlt; eine Bemerkung wird trotzdem gespeichert</translation>
    </message>
    <message>
        <source>What is left undone, and why</source>
        <translation>Was nicht getan ist, und warum</translation>
    </message>
    <message>
        <source>&amp;Sign Off</source>
        <translation>&amp;Abzeichnen</translation>
    </message>
    <message>
        <source>Your name and the time are kept in the project. A later edit of this slide undoes it</source>
        <translation>Ihr Name und die Zeit werden im Projekt gespeichert. Eine spätere Bearbeitung dieses Schnitts hebt es auf</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Sign off all the same, with this exception</source>
        <translation>Trotzdem abzeichnen, mit dieser Ausnahme</translation>
    </message>
    <message>
        <source>&amp;Take Back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>The slide is no longer signed off</source>
        <translation>Der Schnitt ist nicht mehr abgezeichnet</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SignOffSession</name>
    <message>
        <source>This edit undoes the sign-off by %1</source>
        <translation>Diese Bearbeitung hebt das Abzeichnen durch %1 auf</translation>
    </message>
    <message>
        <source>The slide cannot be signed off</source>
        <translation>Der Schnitt kann nicht abgezeichnet werden</translation>
    </message>
    <message>
        <source>The sign-off cannot be taken back</source>
        <translation>Das Abzeichnen kann nicht zurückgenommen werden</translation>
    </message>
    <message>
        <source>The slide is signed off; an edit would undo that</source>
        <translation>Der Schnitt ist abgezeichnet; eine Bearbeitung würde das aufheben</translation>
    </message>
    <message>
        <source>The slide is no longer signed off</source>
        <translation>Der Schnitt ist nicht mehr abgezeichnet</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlideInformationDialog</name>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Change 1 Slide</source>
        <translation>1 Schnitt ändern</translation>
    </message>
    <message>
        <source>Change %1 Slides</source>
        <translation>%1 Schnitte ändern</translation>
    </message>
    <message>
        <source>Writes what is listed into the project</source>
        <translation>Schreibt das Gelistete in das Projekt</translation>
    </message>
    <message>
        <source>Read: %1.</source>
        <translation>Gelesen: %1.</translation>
    </message>
    <message>
        <source>Not taken: %1.</source>
        <translation>Nicht übernommen: %1.</translation>
    </message>
    <message>
        <source>Rows that fit a slide: %1; no slide: %2; with a problem: %3. Empty cells change nothing.</source>
        <translation>Zeilen, die zu einem Schnitt passen: %1; kein Schnitt: %2; mit einem Problem: %3. Leere Zellen ändern nichts.</translation>
    </message>
    <message>
        <source>What the table changes</source>
        <translation>Was die Tabelle ändert</translation>
    </message>
    <message>
        <source>Each row of the file, and what it does; Ctrl+C copies</source>
        <translation>Jede Zeile der Datei und was sie bewirkt; Strg+C kopiert</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>no slide of this project</source>
        <translation>kein Schnitt dieses Projekts</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlidePropertiesPanel</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Shows the lines that have this text in them</source>
        <translation>Zeigt die Zeilen, in denen dieser Text vorkommt</translation>
    </message>
    <message>
        <source>Filter properties</source>
        <translation>Eigenschaften filtern</translation>
    </message>
    <message>
        <source>Properties of the slide</source>
        <translation>Eigenschaften des Schnitts</translation>
    </message>
    <message>
        <source>Ctrl+C copies what is selected</source>
        <translation>Strg+C kopiert die Auswahl</translation>
    </message>
    <message>
        <source>Show label</source>
        <translation>Etikett zeigen</translation>
    </message>
    <message>
        <source>Shows the picture of the paper label, until another slide is shown</source>
        <translation>Zeigt das Bild des Papieretiketts, bis ein anderer Schnitt gezeigt wird</translation>
    </message>
    <message>
        <source>It can name a patient.</source>
        <translation>Es kann einen Patienten nennen.</translation>
    </message>
    <message>
        <source>%1: cannot be read</source>
        <translation>%1: nicht lesbar</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlideTableDialog</name>
    <message>
        <source>Slides of the Project</source>
        <translation>Schnitte des Projekts</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Shows the slides that have this text in any column</source>
        <translation>Zeigt die Schnitte, bei denen dieser Text in irgendeiner Spalte steht</translation>
    </message>
    <message>
        <source>Filter slides</source>
        <translation>Schnitte filtern</translation>
    </message>
    <message>
        <source>Import Table…</source>
        <translation>Tabelle importieren…</translation>
    </message>
    <message>
        <source>Takes alias, case, patient, stain and block from a CSV file; also HuBMAP&apos;s dataset information</source>
        <translation>Übernimmt Alias, Fall, Patient, Färbung und Block aus einer CSV-Datei; auch die Datensatzangaben von HuBMAP</translation>
    </message>
    <message>
        <source>Slides of the project</source>
        <translation>Schnitte des Projekts</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Not changed: %1.</source>
        <translation>Nicht geändert: %1.</translation>
    </message>
    <message>
        <source>A double click on a cell changes it, on a slide shows it. Aliases leave the program in place of file names.</source>
        <translation>Ein Doppelklick auf eine Zelle ändert sie, auf einen Schnitt zeigt ihn. Aliasse verlassen das Programm anstelle von Dateinamen.</translation>
    </message>
    <message>
        <source>Import a table about slides</source>
        <translation>Eine Tabelle über Schnitte importieren</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>1 slide changed.</source>
        <translation>1 Schnitt geändert.</translation>
    </message>
    <message>
        <source>%1 slides changed.</source>
        <translation>%1 Schnitte geändert.</translation>
    </message>
    <message>
        <source>Find Glomeruli</source>
        <translation>Glomeruli suchen</translation>
    </message>
    <message>
        <source>Looks for glomeruli in the slides of the selected rows, one after the other</source>
        <translation>Sucht Glomeruli in den Schnitten der ausgewählten Zeilen, einen nach dem anderen</translation>
    </message>
    <message>
        <source>Find glomeruli in the selected slides</source>
        <translation>Glomeruli in den ausgewählten Schnitten suchen</translation>
    </message>
    <message>
        <source>Glomeruli are looked for; the panel Detection shows how far it is</source>
        <translation>Glomeruli werden gesucht; das Feld Erkennung zeigt, wie weit es ist</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlideTableModel</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>file not found</source>
        <translation>Datei nicht gefunden</translation>
    </message>
    <message>
        <source>no glomeruli yet</source>
        <translation>noch keine Glomeruli</translation>
    </message>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation>%1 von %2 durchgesehen</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>Alias</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Stain</source>
        <translation>Färbung</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>µm/px</source>
        <translation>µm/px</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlideTabs</name>
    <message>
        <source>Open slides</source>
        <translation>Geöffnete Schnitte</translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlidesPanel</name>
    <message>
        <source>Slides of the project</source>
        <translation>Schnitte des Projekts</translation>
    </message>
    <message>
        <source>A click shows the slide; Ctrl+click and Shift+click select several</source>
        <translation>Ein Klick zeigt den Schnitt; Strg+Klick und Umschalt+Klick wählen mehrere aus</translation>
    </message>
</context>
<context>
    <name>bowman::ui::StartPage</name>
    <message>
        <source>Open a slide to begin</source>
        <translation>Zum Beginnen einen Schnitt öffnen</translation>
    </message>
    <message>
        <source>or drop slides and projects anywhere in this window. Everything is saved as you work.</source>
        <translation>oder Schnitte und Projekte irgendwo in diesem Fenster ablegen. Alles wird beim Arbeiten gespeichert.</translation>
    </message>
    <message>
        <source>Try the Sample Slide</source>
        <translation>Den Beispielschnitt ausprobieren</translation>
    </message>
    <message>
        <source>Draws a kidney section of 4 × 3 mm (once) and opens it</source>
        <translation>Zeichnet (einmalig) einen Nierenschnitt von 4 × 3 mm und öffnet ihn</translation>
    </message>
    <message>
        <source>Drawing the sample slide</source>
        <translation>Der Beispielschnitt wird gezeichnet</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt verwendete Projekte</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>Aus dieser Liste entfernen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation>%1 von %2 durchgesehen</translation>
    </message>
    <message>
        <source>Drawing the sample slide: %1 %</source>
        <translation>Der Beispielschnitt wird gezeichnet: %1 %</translation>
    </message>
</context>
<context>
    <name>bowman::ui::StatusBar</name>
    <message>
        <source>Magnification and scale</source>
        <translation>Vergrößerung und Maßstab</translation>
    </message>
    <message>
        <source>Place under the cursor</source>
        <translation>Stelle unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Probability under the cursor</source>
        <translation>Wahrscheinlichkeit unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Work in the background</source>
        <translation>Arbeit im Hintergrund</translation>
    </message>
    <message>
        <source>Whether everything is saved</source>
        <translation>Ob alles gespeichert ist</translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the work in the background</source>
        <translation>Die Arbeit im Hintergrund anhalten</translation>
    </message>
    <message>
        <source>NOT SAVED</source>
        <translation>NICHT GESPEICHERT</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>wird gespeichert…</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>gespeichert %1</translation>
    </message>
    <message>
        <source>Everything is on disk as soon as you do it</source>
        <translation>Alles steht sofort auf der Festplatte</translation>
    </message>
</context>
<context>
    <name>bowman::ui::TissueSession</name>
    <message>
        <source>Where the tissue is cannot be shown</source>
        <translation>Wo das Gewebe liegt, lässt sich nicht zeigen</translation>
    </message>
    <message>
        <source>The picture of the slide could not be read for it.</source>
        <translation>Das Bild des Schnitts war dafür nicht zu lesen.</translation>
    </message>
    <message>
        <source>%1 mm²</source>
        <translation>%1 mm²</translation>
    </message>
    <message>
        <source>corrected by hand</source>
        <translation>von Hand berichtigt</translation>
    </message>
    <message>
        <source>%1, corrected by hand</source>
        <translation>%1, von Hand berichtigt</translation>
    </message>
</context>
<context>
    <name>bowman::ui::TurnDialog</name>
    <message>
        <source>Rotate the View</source>
        <translation>Die Ansicht drehen</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Clockwise to the right</source>
        <translation>Im Uhrzeigersinn nach rechts</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Angle in degrees</source>
        <translation>Winkel in Grad</translation>
    </message>
    <message>
        <source>Degrees clockwise; negative ones turn to the left</source>
        <translation>Grad im Uhrzeigersinn; negative drehen nach links</translation>
    </message>
    <message>
        <source>&amp;Mirrored (left and right exchanged)</source>
        <translation>&amp;Gespiegelt (links und rechts vertauscht)</translation>
    </message>
    <message>
        <source>As if the slide lay upside down on the stage</source>
        <translation>Als läge der Schnitt verkehrt herum auf dem Objekttisch</translation>
    </message>
    <message>
        <source>&amp;Upright</source>
        <translation>&amp;Aufrecht</translation>
    </message>
    <message>
        <source>As the slide was scanned</source>
        <translation>Wie der Schnitt gescannt wurde</translation>
    </message>
    <message>
        <source>Only the view is turned. On the slide, Ctrl+Shift+Wheel does the same.</source>
        <translation>Nur die Ansicht wird gedreht. Auf dem Schnitt tut Strg+Umschalt+Mausrad dasselbe.</translation>
    </message>
</context>
</TS>
