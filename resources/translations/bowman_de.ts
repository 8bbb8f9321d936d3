<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Formats</name>
    <message>
        <source>ASAP XML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holes become polygons of an &quot;exclusion&quot; group, parts become polygons of their own. State, people, dates and probability of each object go to a side-car file; the predicted outline is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COCO JSON (polygons)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COCO JSON (run lengths)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>objects with holes become run lengths of whole pixels; the model&apos;s first outline is not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outlines become whole pixels; the model&apos;s first outline is not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COCO JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DSA / HistomicsUI JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>objects of several parts become several elements (joined again by Bowman); the model&apos;s first outline is not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QuPath GeoJSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HuBMAP run lengths (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HuBMAP submission (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one mask of the slide: touching objects melt together; class, state, people and numbers are in the side-car file only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HuBMAP JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HuBMAP JSON (glomeruli, structures)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete regions; state, people, model and numbers are in the side-car files only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageJ ROIs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aperio ImageScope XML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holes become negative regions and parts regions of their own, which ImageScope shows one by one; the predicted outline is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LabelMe JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holes become shapes &quot;exclusion&quot; of the same group; people, model and numbers are in the side-car file only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class mask (pyramidal TIFF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sub-pixel outlines; touching objects of a class melt together; state, people and numbers are in the side-car file only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class mask (PNG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outlines become whole pixels; touching objects of a class melt together; structures and regions are not drawn; state, people and numbers are in the side-car file only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask image (PNG, TIFF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outlines: sizes and forms only, it cannot be read back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hamamatsu NDPA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positions are rounded to whole nanometres. Holes become annotations titled &quot;clear&quot;, parts become annotations of their own. State, people, dates and probability go to a side-car file; the predicted outline is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training set (images, masks, manifest)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutlineTool</name>
    <message>
        <source>The outline does not meet the selected glomerulus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outline lies inside of the selected glomerulus: nothing is added</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QComboBox</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person of this project, or a new name. There are no passwords: the name says who did what</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>1 object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Viewers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machine learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (folder)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> — &lt;b&gt;one is there already&lt;/b&gt;, will be overwritten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> — &lt;b&gt;%1 are there already&lt;/b&gt;, will be overwritten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not written: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two numbers, or # and the number of an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a position: write x and y, as 18204, 9112 or 4.5, 2.28 mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the two is not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>µm per pixel is not known for this slide: use pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside: the slide has %L1 × %L2 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (structure)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (complete region)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has no labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 will be added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are known here and were changed elsewhere: they will be updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are known here and unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 untouched proposals of the network make room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lose a strip where they overlap a neighbour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 overlap too much and are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 lie outside of the slide&lt;/b&gt; and are left out: another slide, or another frame?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more; all can be visited after the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label files (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>already there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: pictures or areas are missing: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of the object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, middle button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold: the bare slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller, larger tip (Ctrl+Wheel too)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush erases, eraser paints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish, give up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slides (*.svs *.tif *.tiff *.ndpi *.mrxs *.scn *.bif *.vms *.vmu *.svslide *.dcm *.jpg *.jpeg *.png);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bowman projects (*.bowman)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 proposals replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 trimmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left out (overlap)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left out (outside)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Magnification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fo&amp;cus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rotate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show Panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Outline of the Selected Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of the Ob&amp;ject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned by 180°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned %1° to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned %1° to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, set by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, from the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (the file says: %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed off by %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; exception: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer signed off: edited after it was %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x %1  y %2 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  ·  x %2  y %3 µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confidence %1 %   doubt %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dice %1 with the model&apos;s outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>area %1%2 % of the model&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reviewed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) of other programs</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time spent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: the file does not say it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: the file says %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, set by a person%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (the file says %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, from the file%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file does not say it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scanned part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 px at %3, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focus planes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ signed off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no glomeruli yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equivalent diameter (µm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equivalent diameter (px)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubt of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertainty (bits)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No glomeruli found by a network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class and state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diameter %1 µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diameter %1 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubt %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glomeruli of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glomeruli of %1 slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures or areas are missing: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 with outlines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes and forms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the figures mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 objects, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model %1, threshold %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, SHA-256 %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: sizes are in pixels, there are no areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>glomerulus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per mm² of tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2, outlined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale or tissue unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per mm² of cortex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no region “Cortex”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>globally sclerosed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segmentally sclerosed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quartiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equivalent diameter (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest Feret diameter (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circularity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solidity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to the tissue edge (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per mm² tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per mm² cortex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Globally sclerosed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean ⌀</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlines by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2: as the model proposed them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exception: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: a colleague is to be asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>regions “Tissue” of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found on a picture of about 10 µm/px (darkness against the glass, Otsu&apos;s threshold)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cortex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>regions “Cortex” of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted are all glomeruli but the rejected ones and those of classes that the project does not count; those that nobody has reviewed count as the model proposed them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equivalent diameter: of the circle of the same area. Feret diameter: the largest distance of two points of the outline. Circularity: 4π · area / perimeter² of the outer outline, 1 for a circle; a rough outline has less. Solidity: area / area of the convex hull.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to the tissue edge: from the nearest point of the outline to the glass or the border of the slide, to about 10 µm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Density: glomeruli that lie on the area, divided by it. These are profiles on one section, not a count in three dimensions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Globally and segmentally sclerosed: by the class that a person or a model gave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For research only. Not a medical device: not for diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 glomeruli are shown: the first by number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 glomerulus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::Actions</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;Slide…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a slide; several at once become one project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;Project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a .bowman project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add Slides to Project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add slides to the project that is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a &amp;Copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a copy of the project to another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved &amp;Automatically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is saved as you do it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import Labels…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in labels that other tools wrote; a file can be dropped on the slide too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write labels that other tools read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repo&amp;rt…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures, plots and pictures of the slide or the project, as PDF or HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;View as Picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the canvas shows, with its scale bar, as PNG; or the outlines as SVG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the project; everything is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit; everything is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the last step back; there is no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every step of this slide, with who and when; a click goes there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find Objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By number, class, note or person: the list shows them, Enter goes to the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Note on the Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note on the selected object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the selected object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;Glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the network over the tissue of this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set &amp;µm per Pixel…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say how large a pixel of this slide is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Properties</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the file of this slide says: size, scale, scanner, pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide &amp;Table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All slides of the project: alias, case, patient, stain and block, to be edited or imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table of sizes and forms of all objects, with plots and figures of the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side &amp;by Side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another slide beside this one; both move together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slide in the next tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre&amp;vious Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slide in the tab before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this slide away; it stays in the project. The last one closes the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Select and Pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click selects, drag moves the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint onto a glomerulus, or begin a new one; Shift erases, [ and ] change the radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away from a glomerulus; Shift paints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click corners, drag freehand, or both: a new glomerulus, or more of the selected one where you begin in it; Shift cuts, Enter closes, Esc gives up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark &amp;Region Complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline a part in which everything is marked: the rest of it counts as background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure &amp;Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ruler: drag, or click twice; Shift for straight lines, Ctrl+C copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure &amp;Area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline anything: area, perimeter and equivalent diameter; Ctrl+C copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spl&amp;it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a line right across objects: each becomes two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a line across objects: they become one, and small gaps are bridged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Click to Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click in a glomerulus, or drag a box around it: its outline is proposed; more clicks pull it, Shift-clicks push it back, Enter keeps it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Wand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press on a colour: what is like it is taken, the further you drag the more; Shift takes away, [ and ] change with how much it begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ma&amp;gnetic Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click along a border: the line follows the edges; Enter closes, Shift+Enter subtracts, Backspace takes the last point back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit P&amp;oints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag points or edges of the selected outline; a double click on an edge adds a point, Delete removes one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Smooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spikes and notches narrower than 6 µm go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Si&amp;mplify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer points; the outline moves by 0.5 µm at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Grow by 1 µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the outline outwards; it stops at its neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shri&amp;nk by 1 µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the outline inwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fill Holes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the holes of the selected object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Convex Hull</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tightest outline without dents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A copy beside the selected object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit Sha&amp;pe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the brush, with a tip that fits the selected object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go through the objects in the order of the list; each decision moves on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Gallery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures of the objects instead of the table; several can be decided at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Maybe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faint places that the network was not sure enough of to propose them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next object, in the order of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous object, in the order of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a glomerulus, and its outline is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a glomerulus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it to a colleague</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class of the selected object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key 6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key 7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key 8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key 9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Classes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names, colours and keys of the classes of this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;Unseen Tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the nearest tissue that you have not looked at yet, at 5×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign &amp;Off…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say that this slide is reviewed, or with which exception; kept in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole &amp;Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go To…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a position in pixels, µm or mm, or to an object by its number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add &amp;Bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this view under a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Focus P&amp;lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a slide with several focus planes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Focus Pla&amp;ne</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget What Was S&amp;een</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin again: nothing of this slide counts as looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1× (10 µm per pixel of the screen)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;1:1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pixel of the slide is one of the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;2×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2× (5 µm per pixel of the screen)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;5×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5× (2 µm per pixel of the screen)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1&amp;0×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10× (1 µm per pixel of the screen)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20&amp;×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20× (0.5 µm per pixel of the screen)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;40×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>40× (0.25 µm per pixel of the screen)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotate &amp;Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the view by 90° to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotate &amp;Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the view by 90° to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotate by &amp;Angle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the view by any angle; Ctrl+Shift+Wheel does so too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange left and right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the slide as it was scanned, neither turned nor mirrored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Drawing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenGL or raster engine, and memory for tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Outlines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlines of the objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the outlines lightly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Heat Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Re&amp;jected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected objects, dotted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show What &amp;Was Seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tints on the navigator what you have looked at, at 5× or closer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoot&amp;h Travel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fly to the next object rather than jump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset &amp;Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the slide as it is stained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide &amp;Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide all panels (while the slide has the focus)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the S&amp;ystem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark, as the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every key on one page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Change Keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give any command another key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User &amp;Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to work with Bowman</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Bowman</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;draw Border</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw along the true border: what lies beside the line of the selected outline is replaced by it; all around is a whole outline, also of a new glomerulus</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::AppearanceChip</name>
    <message>
        <source>Click to show the slide as it is stained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance changed: %1  ✕</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::AppearancePanel</name>
    <message>
        <source>Brightness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the slide as it is stained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click: unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours as the scanner&apos;s profile says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what the scanner saw in the colours of an sRGB screen. Detection, measurements and exports see the pixels as stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stained with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hematoxylin and %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As stained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All stains together, as on the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hematoxylin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what hematoxylin takes from the light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what the other stain takes from the light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the two stains do not explain, in grey: pigment, ink, or colours that do not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ruifrok &amp;&amp; Johnston 2001; PAS: G. Landini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated from this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found in the tissue of this slide (Macenko 2009)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the stains of this slide…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slide has no colour profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: that of screens, nothing to change</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::AppearanceSession</name>
    <message>
        <source>The stains cannot be estimated: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::Banner</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::BarPlotView</name>
    <message>
        <source>Click to list only these</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::BookmarkSession</name>
    <message>
        <source>The bookmarks of this slide cannot be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark &quot;%1&quot; removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::BookmarksPanel</name>
    <message>
        <source>Bookmarks of this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click: go there. F2: rename. Delete: remove.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the chosen bookmark (Delete); the line at the bottom of the slide takes it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
set by %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::BrushOptions</name>
    <message>
        <source>Options of the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius of the tip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius of the tip; the keys [ and ], and Ctrl+wheel, change it too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On: the tip stays as large on the screen when the zoom changes. Off: as large on the slide, in µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pen pressure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lighter a pen is pressed, the smaller its tip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tip: fits the object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tip: %1 px on the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tip: %1 µm on the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tip: %1 px of the slide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::CanvasArea</name>
    <message>
        <source>Slide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::CanvasController</name>
    <message>
        <source>Select an object first: click it, or press N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete regions are changed with their own tool (K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint to add, Shift to erase, [ and ] for the tip. Enter accepts, Esc gives the old outline back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot give the old outline back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ClassCounter</name>
    <message>
        <source>Glomeruli by class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&amp;nbsp;%&lt;/b&gt;&amp;nbsp;globally&amp;nbsp;sclerosed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 globally sclerosed; rejected objects are not counted. %3 of them nobody has decided on yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ClassLocks</name>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is locked: its objects can be neither selected nor changed. Click to unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock %1: its objects can be neither selected nor changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ClassSession</name>
    <message>
        <source>Class of what is drawn next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What brush, polygon and the other tools draw: a glomerulus of this class, or a part of the section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush and polygon draw %1 now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock cannot be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is locked: neither selected nor changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all of the palette could be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The classes of this project were changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparePane</name>
    <message>
        <source>Slide on the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slide that is shown on the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both sides move, zoom and turn together. Release it to move each alone; press it again and the offset that they then have is kept in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the section on the right lies against the one on the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset Offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle upon middle, neither turned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One slide again (F8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apart</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparisonModel</name>
    <message>
        <source>neither</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted or rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IoU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparisonOverlay</name>
    <message>
        <source>Outlines of both readers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decided</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparisonPanel</name>
    <message>
        <source>%1 ↓  %2 →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places where two readers differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which places are listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IoU below which outlines differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two outlines of one object with a smaller intersection over union are a disagreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes every object with its IoU, Dice, classes, states and decision as a table for spreadsheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the comparison as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Adjudicate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person decides place by place; the outcome is a third reading, both originals stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;End Comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the slide with the reading that is open again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlines differ below IoU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no glomerulus here: kept as rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own outline (E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with an outline of theirs and change it with the brush; N goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the adjudication is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is right: outline, class and state of the first reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is right: outline, class and state of the second reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 decided by %3.  N, P: next, previous; Ctrl+Z takes back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glomeruli of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same in both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(IoU ≥ %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1 of detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean Dice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa of class</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ComparisonSession</name>
    <message>
        <source>Nobody has read this slide a second time: Review ▸ Readings ▸ Second Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare Readings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second reading, by %1, is not finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing shows both readings. From then on %1 counts as no longer blinded; that is written down and told with the agreement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare &amp;Anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reading goes on, no longer blinded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The readings cannot be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The consensus cannot be finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete: exports and reports use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who decides where the readers differ? The outcome is a third reading by this person; both originals are kept as they are from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adjudication cannot begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the readings and press Adjudicate first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a place first: N goes to the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be decided so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every disagreement is decided: the consensus is complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both readers agree on every object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot write %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::DetectionController</name>
    <message>
        <source>Loading the network…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot load the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for tissue…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The detection failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 patches</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::DetectionPanel</name>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say how large a pixel of this slide is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acts on what was found, as long as nobody has decided on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 with %2, looks at %3 µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::DetectionSession</name>
    <message>
        <source>Cannot read the model %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot keep what was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped; found so far: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 to check first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped; nothing found yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No glomeruli found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 patches in %2, %3 mm² of tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 patches could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was looked for there; the rest is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faint places cannot be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot apply the threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at threshold %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no model installed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::DrawingDialog</name>
    <message>
        <source>Drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenGL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic takes OpenGL where the machine has it in hardware. Both show the same picture; a change counts from the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic (%1 MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For tiles that were read, of all slides that are shown; automatic is a quarter of the memory, at most 2048 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory for tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Drawn by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Memory for tiles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will be written, and what was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, one structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 structures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, one complete region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 complete regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;br&gt;%1 proposed and not reviewed yet: tick “Proposed” to export them as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overwrite 1 File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overwrite %1 Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects that are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 slides of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fo&amp;lder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the corner of the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the corner of the scanned part, as QuPath counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(0, 0) of the f&amp;iles is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ExportOptions</name>
    <message>
        <source>Training set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale of the tiles; the shipped model looks at 2 µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edge of a tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For cross-validation; a patient, else a slide, is in one fold only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same files, byte for byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least share of a tile that neighbours in a complete region have in common</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles are moved at random by up to this share of their edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object of which a tile shows less is ignored there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number for each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Else 1 for every class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object numbers too (a second TIFF)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::FindBar</name>
    <message>
        <source>Progress of the detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file does not say how large a pixel is. Click to set it: the network needs it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Click to set or confirm it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model, device and scale that are used. Click for the settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::GoToDialog</name>
    <message>
        <source>Go To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>18204, 9112   or   4.5, 2.28 mm   or   #12</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position (px, µm or mm from the upper left corner), or # and an object&apos;s number:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x %L1, y %L2 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::GuideDialog</name>
    <message>
        <source>User Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guide is not installed: nothing in “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::HistoryModel</name>
    <message>
        <source>As it was opened first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::HistoryPanel</name>
    <message>
        <source>History of this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a step: everything is as it was after it. Nothing is lost: click a later one to come back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::HistorySession</name>
    <message>
        <source>Cannot go to this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 step undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 step done again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps done again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ImportDialog</name>
    <message>
        <source>Import Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found by its content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2 × %3 px, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I&amp;mage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Objects enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as proposed: to be reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as accepted: no review needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the file says no state of is accepted; detections of QuPath are proposed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Where they overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut small overlaps off, leave large ones out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replace what the network proposed and nobody touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave out what overlaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects of one class do not overlap each other. What a person has drawn or decided here always stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(0, 0) of the file &amp;is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the file says, else the slide&apos;s corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the corner of the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the corner of the scanned part (QuPath)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;small&gt;The scanned part of this slide begins at (%1, %2). QuPath counts from there, most other programs from the corner of the slide.&lt;/small&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the import would do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outlines on the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (found by its content)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be imported from %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::KeysDialog</name>
    <message>
        <source>&amp;Set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;No Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;tandard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;All Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search a command or a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the commands whose name or key has this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands and their keys; changed ones are bold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click here, then press the new key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the command this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the command&apos;s keys away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the command the keys back that it comes with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give all commands the keys back that they come with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 belongs to “%2”, which would lose it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes when Bowman is started again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::LayersPanel</name>
    <message>
        <source>Outlines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlines of the objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the outlines lightly (F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of the fill in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model&apos;s outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dashed, beside a corrected shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey dotted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s probability (H)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the network looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the navigator: what you have looked at, at 5× or closer; kept in the project for each person</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::MainWindow</name>
    <message>
        <source>Slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Properties</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All objects of this slide are reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of %1 cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was moved or deleted while it was open. Your annotations are safe in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are shown hatched; everything else can be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always saved: everything is on disk as soon as you do it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not there any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was removed from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a slide first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot save a copy as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported %1 files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlines and scale bar (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save view as picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture with scale bar (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pictures are written as .png or .jpg, outlines as .svg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot write %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no object %1 on this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot find “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your annotations are safe in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Bowman</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h2&gt;Bowman %1&lt;/h2&gt;&lt;p&gt;Finds, corrects and exports glomeruli on whole slides of kidney.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. No warranty.&lt;/p&gt;&lt;p&gt;For research. Not a medical device: not for diagnosis.&lt;/p&gt;&lt;p&gt;Built on Qt %2, OpenSlide, LibTorch, OpenCV, GEOS and SQLite.&lt;/p&gt;&lt;p&gt;The slide is drawn by: %3.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop %1 again once its slide is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a file of labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the slide that they are of, then drop it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this slide counts as seen any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot bring it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slide is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find glomeruli: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing the sample slide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::MaybeList</name>
    <message>
        <source>Places that may be glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network was not sure enough of to propose it. N and P walk, A makes it an object, R drops it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confidence %1 %    ⌀ %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>px</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::MaybeOverlay</name>
    <message>
        <source>Outlines of places that may be glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::MaybeSession</name>
    <message>
        <source>Maybe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maybe: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faint places, the surest first: A makes one an object, R drops it, Esc or Shift+F5 ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maybe %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot record this decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every faint place of this slide is decided</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::MeasurementModel</name>
    <message>
        <source>№</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a person has decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area, without its holes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⌀ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equivalent diameter: of the circle of the same area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feret %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest Feret diameter: the largest distance of two points of the outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feret min. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest Feret diameter: the narrowest gap between two parallels that it fits through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perimeter %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the outer outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circularity, 4π · area / perimeter²: 1 for a circle; a rough or long outline has less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solidity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area / area of the convex hull: 1 without dents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prob.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean probability inside, as the network gave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How unsure the network was: 0 sure, 1 no idea</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To edge %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the nearest point of the outline to the edge of the tissue, to about 10 µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edge of the tissue, or of the slide: such an object may not be whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model or the file that it came from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::MeasurementPanel</name>
    <message>
        <source>Measurements of the objects of this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy as Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists the objects with this text in number, state, class, note, model or reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter measurements by text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter measurements by class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists the objects of one class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter measurements by state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists the objects in one state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All states</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the objects of this bar are listed; click to list all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes what is listed, in this order, as a table for spreadsheets; Ctrl+C copies it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export measurements as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::MeasurementSession</name>
    <message>
        <source>Not everything could be measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures without it are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot write %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ObjectGallery</name>
    <message>
        <source>Pictures of the objects of this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click one, Ctrl or Shift for several; A, R, U and 1–9 decide on all that are chosen; a double click goes there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ObjectModel</name>
    <message>
        <source>Diameter of a disc of the same area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean probability inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How unsure the network was: 0 sure, 1 no idea</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>№</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⌀ µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⌀ px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ObjectTable</name>
    <message>
        <source>Objects of this slide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::OrientationChip</name>
    <message>
        <source>The view is turned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to show the slide upright, as it was scanned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::OutlineCommands</name>
    <message>
        <source>Nothing about the outline changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select an object first: click it, or press N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 points are now %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: area %2%3 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::PaletteDialog</name>
    <message>
        <source>Classes of Glomeruli</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click to change; a double click on the colour chooses another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is a glomerulus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Globally sclerosed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new class, with the next key that is free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the chosen class out of the palette. Objects that have it keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Usual Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The classes that a new project begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys 1 to 9 give these classes. They are kept in the project; objects of a class that is renamed are renamed too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::PlaneBar</name>
    <message>
        <source>Focus plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focus plane (Page Up, Page Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the channel %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::PlaneSession</name>
    <message>
        <source>This plane cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::PyramidSession</name>
    <message>
        <source>Preparing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 stays as it is: slower to show from afar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be prepared (%2); it can be used, but is slow to show from afar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReadingBar</name>
    <message>
        <source>Whose reading is shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReadingSession</name>
    <message>
        <source>&lt;b&gt;Consensus&lt;/b&gt; of %1 and %2, decided by &lt;b&gt;%3&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;First reading&lt;/b&gt;, by &lt;b&gt;%1&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Second reading&lt;/b&gt;, by &lt;b&gt;%1&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> – blinded: nothing of the other reading is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> – not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> – finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> – no longer blinded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> – kept as it was for the consensus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is at work for this reader: wait, or stop it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read As</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who reads from now on? Everything that is done carries this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot read as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reads now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot begin this reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reading cannot be finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reading by %1 is finished and stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reading by %1 goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First, by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second, by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consensus, by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot show this reading</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReportDialog</name>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads the slides and writes the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows it in the program that this computer has for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures, plots, and pictures of the slide and of its glomeruli. File names and the label of a slide are not in it: slides go by their aliases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;This slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report on the slide that is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;All slides (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report on every slide of the project, with their sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages, for printing and sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One page for the browser, pictures included</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands on top; empty: made of the aliases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glomeruli of …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most pictures of glomeruli of each slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most pictures of glomeruli of each slide; 0: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the report goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pic&amp;tures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of glomeruli at the most, for each slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report is a .pdf or an .html file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReviewCard</name>
    <message>
        <source>Picture of the selected object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of the selected object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class; the keys 1 to 9 give the classes of the palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on the selected object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note on the selected object (Ctrl+Shift+N); Enter keeps it, Esc gives it up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note (Ctrl+Shift+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click an object, or press N for the next one, F5 to review all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below the threshold</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReviewController</name>
    <message>
        <source>The sample cannot be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is locked (panel Layers)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every object of the sample is reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to review yet: find glomeruli first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every object of this slide is reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select an object first: click it, or press N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only glomeruli are reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot record this decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a glomerulus first: click it, or press N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot change the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot keep this note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot delete this object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted %1. Ctrl+Z brings it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot record these decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They have this class already</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReviewPanel</name>
    <message>
        <source>Reviewed objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which objects are listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To check first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the objects: N and P walk so, the table and the gallery show it so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By place, to and fro</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random sample…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number, class, note, person or model (Ctrl+F). Enter goes to the next one, Esc ends the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find: number, class, note, person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to check first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time left is your median time for one object, times those that are open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ReviewSession</name>
    <message>
        <source>Select an object first: click it, or press N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of Key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; (%2)&lt;br&gt;The class of the selected object, or of all that are chosen in the gallery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No class has this key: Review ▸ Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to draw a sample of yet: find glomeruli first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going through a random sample of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SampleDialog</name>
    <message>
        <source>Random Sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects in the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many objects are drawn; rejected ones are never among them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed draws the same objects, for whoever draws them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on with the sample of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Draw a new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one that is kept with this slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It replaces the one that is kept with this slide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SampleMaker</name>
    <message>
        <source>Cannot make the sample slide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ScaleDialog</name>
    <message>
        <source>µm per Pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large is one pixel of the slide at full resolution? The scanner&apos;s report says it; the magnification is a fair hint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use what the file says: %1 µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was set by hand is forgotten</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::ScaleSession</name>
    <message>
        <source>The scale of %1 looks wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>. The network and every measure depend on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set µm per Pixel…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It Is Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, confirmed by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot set the scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a slide first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::Screenshot</name>
    <message>
        <source>cannot write %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SecondReadingDialog</name>
    <message>
        <source>Second Reading (Blinded)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another person reads this slide without seeing anything of what %1 did: no decisions, outlines, classes, notes, bookmarks, counts or history. Both readings are kept side by side in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the &amp;network proposed, untouched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every object that the network found, as it proposed it: also those that the first reader changed, rejected or deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An &amp;empty slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second reader outlines everything, or runs a network of their own choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the first reading away and begins the second. That person should sit at the screen from now on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SeenSession</name>
    <message>
        <source>What you have looked at cannot be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the tissue of this slide is cannot be found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tissue of this slide was seen at 5× or closer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of the tissue seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of the tissue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SideBySide</name>
    <message>
        <source>Add another slide to the project to look at two side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the slide on the right cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This slide cannot be shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot keep the offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>µm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move each alone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SignOffDialog</name>
    <message>
        <source>Sign Off This Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every object is decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left to a colleague (unsure)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 faint place (&quot;maybe&quot;) not decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 faint places (&quot;maybe&quot;) not decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the tissue you have seen is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tissue was seen at 5× or closer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of the tissue seen at 5× or closer (Shift+N goes to the rest)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left undone, and why. It is kept with the signature and shown with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is missing; a remark is kept all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left undone, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sign Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name and the time are kept in the project. A later edit of this slide undoes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign off all the same, with this exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Take Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slide is no longer signed off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SignOffSession</name>
    <message>
        <source>This edit undoes the sign-off by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slide cannot be signed off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-off cannot be taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slide is signed off; an edit would undo that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slide is no longer signed off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlideInformationDialog</name>
    <message>
        <source>Import %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change 1 Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change %1 Slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes what is listed into the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not taken: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that fit a slide: %1; no slide: %2; with a problem: %3. Empty cells change nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the table changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each row of the file, and what it does; Ctrl+C copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no slide of this project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlidePropertiesPanel</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the lines that have this text in them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter properties</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Properties of the slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+C copies what is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the picture of the paper label, until another slide is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can name a patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlideTableDialog</name>
    <message>
        <source>Slides of the Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the slides that have this text in any column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import Table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes alias, case, patient, stain and block from a CSV file; also HuBMAP&apos;s dataset information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slides of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not changed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A double click on a cell changes it, on a slide shows it. Aliases leave the program in place of file names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a table about slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 slide changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 slides changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlideTableModel</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no glomeruli yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>µm/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlideTabs</name>
    <message>
        <source>Open slides</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::SlidesPanel</name>
    <message>
        <source>Slides of the project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::StartPage</name>
    <message>
        <source>Open a slide to begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or drop slides and projects anywhere in this window. Everything is saved as you work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the Sample Slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws a kidney section of 4 × 3 mm (once) and opens it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing the sample slide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing the sample slide: %1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::StatusBar</name>
    <message>
        <source>Magnification and scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place under the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability under the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work in the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether everything is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the work in the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOT SAVED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is on disk as soon as you do it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bowman::ui::TurnDialog</name>
    <message>
        <source>Rotate the View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clockwise to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angle in degrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degrees clockwise; negative ones turn to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mirrored (left and right exchanged)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As if the slide lay upside down on the stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the slide was scanned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the view is turned. On the slide, Ctrl+Shift+Wheel does the same.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
