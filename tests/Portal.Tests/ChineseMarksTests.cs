using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Chinese words on an English page are marked as such, wherever the pieces of the page end.</summary>
public sealed class ChineseMarksTests
{
    [Theory]
    [InlineData("<p>Valid</p>", "<p>Valid</p>")]
    [InlineData("<p>豫A12345, 45 seats</p>", "<p><bdi lang=\"zh\">豫A12345</bdi>, 45 seats</p>")]
    [InlineData("<p>Yunnan 昆明市</p>", "<p>Yunnan <bdi lang=\"zh\">昆明市</bdi></p>")]
    [InlineData("<p title=\"名 > b\">a</p>", "<p title=\"名 > b\">a</p>")]
    [InlineData("<b>张</b>三<br>李",
        "<b><bdi lang=\"zh\">张</bdi></b><bdi lang=\"zh\">三</bdi><br><bdi lang=\"zh\">李</bdi>")]
    [InlineData("<option value=\"1\">昆明</option>", "<option value=\"1\" lang=\"zh\">昆明</option>")]
    [InlineData("<option>Yes</option><text x=\"1\">of 河南</text>",
        "<option>Yes</option><text x=\"1\" lang=\"zh\">of 河南</text>")]
    [InlineData("<datalist id=\"r\" lang=\"zh\"><option>昆明<option>大理</datalist><option>昆明</option>",
        "<datalist id=\"r\" lang=\"zh\"><option>昆明<option>大理</datalist><option lang=\"zh\">昆明</option>")]
    [InlineData("<textarea>\n云 a</textarea>", "<textarea lang=\"zh\">\n云 a</textarea>")]
    [InlineData("<title>名 · Registry</title><h1>名</h1>",
        "<title>名 · Registry</title><h1><bdi lang=\"zh\">名</bdi></h1>")]
    public void A_page_is_marked_the_same_whole_and_in_blocks(string html, string marked)
    {
        Assert.Equal(marked, ChineseMarks.In(html));
        for (var length = 1; length < 5; length++)
        {
            using var text = new StringWriter();
            using (var marks = new ChineseMarks(text, blockChars: length))
                foreach (var piece in html.Chunk(length)) marks.Write(piece, 0, piece.Length);
            Assert.Equal(marked, text.ToString());
        }
    }
}
