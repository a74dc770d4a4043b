using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Tests.Persons;

/// <summary>
/// A name of a person or a unit has one stored form and is compared without regard to case and width (rules.md H.22;
/// finding p23), and holds nothing that is no name (M9).
/// </summary>
public sealed class RegisteredNameTests
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
        Assert.Equal("古丽·艾比", RegisteredName.Of(typed));
        Assert.True(RegisteredName.Same(typed, "古丽·艾比"));
        Assert.True(RegisteredName.IsName(typed));
    }

    [Theory]
    [InlineData("  张三\t", "张三")]
    [InlineData("Ana   María", "Ana María")]
    [InlineData("Ana\u3000\u00A0María", "Ana María")]
    [InlineData("Rene\u0301", "René")]
    [InlineData("Nguye\u0302\u0303n Thi\u0323", "Nguyễn Thị")]
    [InlineData("Nguye\u0303\u0302n", "Nguyẽ̂n")] // Another order of marks above is another letter.
    [InlineData("a\u0323\u0302", "ậ")]
    [InlineData("a\u0302\u0323", "ậ")] // A mark below and one above: their order is nothing.
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("\u212B", "Å")] // The sign of a unit is the letter.
    [InlineData("\u0958", "\u0915\u093C")] // Never composed again.
    [InlineData("ＡＢＣ物流", "ＡＢＣ物流")] // Full-width letters of firms stay.
    [InlineData("ﬁrma", "ﬁrma")]
    public void H22_a_name_is_stored_in_one_form(string typed, string stored)
    {
        Assert.Equal(stored, RegisteredName.Of(typed));
        Assert.Equal(stored, RegisteredName.Of(stored));
    }

    [Theory]
    [InlineData("郑州（货运）公司", "郑州(货运)公司")]
    [InlineData("ＡＢＣ物流", "abc物流")]
    [InlineData("Ana María", "ANA MARÍA")]
    [InlineData("Li,Ming", "LI，MING")]
    [InlineData("Rene\u0301", "RENÉ")]
    public void H22_case_and_width_count_for_nothing(string one, string other)
    {
        Assert.True(RegisteredName.Same(one, other));
        Assert.Contains(RegisteredName.Writings(one), form => RegisteredName.Same(form, other));
    }

    [Theory]
    [InlineData("张三", "张三丰")]
    [InlineData("Rene", "René")]
    [InlineData("张 三", "张三")]
    [InlineData(null, "张三")]
    [InlineData(null, null)]
    public void H22_other_names_are_other_names(string? one, string? other) =>
        Assert.False(RegisteredName.Same(one, other));

    [Theory]
    [InlineData("张三")]
    [InlineData("𠮷田")]
    [InlineData("張〇〇")]
    [InlineData("Ana-María O'Neil Jr.")]
    [InlineData("བཀྲཤིས")]
    [InlineData("ئالىم")]
    [InlineData("Rene\u0301")]
    [InlineData("n\u0308")] // Marks that no letter has stay marks.
    [InlineData("张三3")]
    [InlineData("\uD888\uDFB0")] // Extension J.
    [InlineData("河南安运运输有限公司")]
    [InlineData("中铁（郑州）机务段-一车间")]
    [InlineData("ＡＢＣ物流·郑州")]
    [InlineData("O'Neill & Sons, Ltd. (华北)")]
    [InlineData("《大河》“快运”、甲/乙站")]
    [InlineData("3车队")]
    [InlineData("\uFA0E\uFA29")] // They stand among second forms and are none.
    public void H22_names_of_all_scripts_and_of_firms_are_names(string name) =>
        Assert.True(RegisteredName.IsName(name));

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("=1+1")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("公司\"")]
    [InlineData("公司|x")]
    [InlineData("a\u202Eb")]
    [InlineData("\u200B")]
    [InlineData("张\u200D三")]
    [InlineData("张\u2028三")]
    [InlineData("公司\n二行")]
    [InlineData("张\t三")]
    [InlineData("···")]
    [InlineData("()")]
    [InlineData("")]
    [InlineData("张\uFFFD")]
    [InlineData("😀")]
    [InlineData("\uE123三")] // A private character.
    [InlineData("\u0378三")] // An unassigned one.
    [InlineData("\uD87F\uDFFE")] // No character at all.
    [InlineData("张\uFE0F三")] // Selectors, fillers and inherent vowels: letters and marks that nobody sees.
    [InlineData("张三\uDB40\uDD00")]
    [InlineData("张\u3164三")]
    [InlineData("\u115F\u1160")]
    [InlineData("\uFFA0")]
    [InlineData("张\u17B5三")]
    [InlineData("张\u180B三")]
    public void M9_what_is_no_name_is_refused(string name) => Assert.False(RegisteredName.IsName(name));

    /// <summary>Older registers bring second forms of characters, which are on no keyboard of today.</summary>
    [Theory]
    [InlineData("\uF92C朗", "郎朗")]
    [InlineData("张\uFA18", "张礼")]
    [InlineData("\uF979", "凉")]
    [InlineData("\uF9D1", "六")]
    [InlineData("\uD87E\uDC00", "丽")]
    public void M9_a_second_form_of_a_character_is_that_character(string typed, string name)
    {
        Assert.True(RegisteredName.IsName(typed));
        Assert.Equal(name, RegisteredName.Of(typed));
        Assert.True(RegisteredName.Same(typed, name));
    }

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
