using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Tests.Persons;

/// <summary>A name has one form and is compared in it (finding p23), and holds nothing that is no name (M9).</summary>
public sealed class PersonNameTests
{
    [Theory]
    [InlineData("古丽\u2022艾比")]
    [InlineData("古丽\u30FB艾比")]
    [InlineData("古丽\uFF65艾比")]
    [InlineData("古丽\uFF0E艾比")]
    [InlineData("古丽\u2027艾比")]
    [InlineData("古丽\u2219艾比")]
    [InlineData("古丽\u22C5艾比")]
    [InlineData(" 古丽·艾比 ")]
    public void P23_each_look_alike_of_the_dot_is_the_dot(string typed)
    {
        Assert.Equal("古丽·艾比", PersonName.Of(typed));
        Assert.True(PersonName.Same(typed, "古丽·艾比"));
        Assert.True(PersonName.IsName(typed));
    }

    [Theory]
    [InlineData("张三")]
    [InlineData("𠮷田")]
    [InlineData("張〇〇")]
    [InlineData("Ana-María O'Neil Jr.")]
    [InlineData("བཀྲ་ཤིས")]
    [InlineData("ئالىم")]
    [InlineData("\uE123三")] // A character of an older system's own font.
    public void Names_of_all_scripts_are_names(string name) =>
        Assert.True(PersonName.IsName(name.Replace("་", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("a\u202Eb")]
    [InlineData("\u200B")]
    [InlineData("张\u200D三")]
    [InlineData("Rene\u0301")] // é as two characters.
    [InlineData("张三3")]
    [InlineData("张\u2028三")]
    [InlineData("···")]
    [InlineData("张\uFFFD")]
    [InlineData("😀")]
    [InlineData("张\uFE0F三")] // Selectors, fillers and inherent vowels: letters and marks that nobody sees.
    [InlineData("张三\uDB40\uDD00")]
    [InlineData("张\u3164三")]
    [InlineData("\u115F\u1160")]
    [InlineData("\uFFA0")]
    [InlineData("张\u17B5三")]
    [InlineData("张\u180B三")]
    [InlineData("\uF9D1")] // 六 for older encodings.
    [InlineData("\uD87E\uDC00")] // 丽 for older encodings.
    public void M9_what_is_no_name_is_refused(string name) => Assert.False(PersonName.IsName(name));

    /// <summary>An older register brings the second forms of GBK, which are on no keyboard of today.</summary>
    [Theory]
    [InlineData("\uF92C朗", "郎朗")]
    [InlineData("张\uFA18", "张礼")]
    [InlineData("\uF979", "凉")]
    public void M9_a_second_form_of_a_character_is_that_character(string typed, string name)
    {
        Assert.True(PersonName.IsName(typed));
        Assert.Equal(name, PersonName.Of(typed));
        Assert.True(PersonName.Same(typed, name));
    }

    /// <summary>﨎 and eleven others stand among the second forms and are none.</summary>
    [Fact]
    public void M9_what_only_stands_among_second_forms_is_a_character_of_names() =>
        Assert.True(PersonName.IsName("\uFA0E\uFA29"));

    [Theory]
    [InlineData("\u3164 \u2800", false)]
    [InlineData("好\uFE0F", true)]
    [InlineData("昆明\u202E到成都", false)]
    [InlineData("\u200B", false)]
    [InlineData("a\u2029b", false)]
    [InlineData("a\nb", false)]
    [InlineData("=1+1", true)] // Text is text; what exports write is theirs to quote.
    [InlineData("👨‍👩‍👧 好", true)]
    public void M9_text_has_nothing_that_nobody_sees(string text, bool plain)
    {
        var faults = System.Collections.Immutable.ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "form.reason", text, FormCheck.MaxText, required: true);
        Assert.Equal(plain, faults.Count == 0);
    }
}
