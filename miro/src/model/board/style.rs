//! The style of text and lines on all kinds of objects.

use miro_core::open_enum;

open_enum! {
    /// The horizontal alignment of text.
    pub HorizontalAlignment {
        Left = "left",
        Center = "center",
        Right = "right",
    }

    /// The vertical alignment of text.
    pub VerticalAlignment {
        Top = "top",
        Middle = "middle",
        Bottom = "bottom",
    }

    /// The stroke style of a line: a connector, or the border of a shape.
    pub StrokeStyle {
        /// A solid line; Miro's default.
        Normal = "normal",
        Dotted = "dotted",
        Dashed = "dashed",
    }

    /// The fonts of shapes and texts.
    pub FontFamily {
        /// Miro's default.
        Arial = "arial",
        AbrilFatface = "abril_fatface",
        Bangers = "bangers",
        EbGaramond = "eb_garamond",
        Georgia = "georgia",
        Graduate = "graduate",
        GravitasOne = "gravitas_one",
        FredokaOne = "fredoka_one",
        NixieOne = "nixie_one",
        OpenSans = "open_sans",
        PermanentMarker = "permanent_marker",
        PtSans = "pt_sans",
        PtSansNarrow = "pt_sans_narrow",
        PtSerif = "pt_serif",
        RammettoOne = "rammetto_one",
        Roboto = "roboto",
        RobotoCondensed = "roboto_condensed",
        RobotoSlab = "roboto_slab",
        Caveat = "caveat",
        TimesNewRoman = "times_new_roman",
        TitanOne = "titan_one",
        LemonTuesday = "lemon_tuesday",
        RobotoMono = "roboto_mono",
        NotoSans = "noto_sans",
        PlexSans = "plex_sans",
        PlexSerif = "plex_serif",
        PlexMono = "plex_mono",
        Spoof = "spoof",
        TiemposText = "tiempos_text",
        Formular = "formular",
    }
}
