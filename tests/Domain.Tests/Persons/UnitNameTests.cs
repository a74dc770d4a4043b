using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Tests.Persons;

/// <summary>Goal: the name of a unit is one, and nothing that calculates or acts (rules.md H.22; M9).</summary>
public sealed class UnitNameTests
{
    [Theory]
    [InlineData("河南安运运输有限公司")]
    [InlineData("中铁（郑州）机务段-一车间")]
    [InlineData("ＡＢＣ物流·郑州")]
    [InlineData("O'Neill & Sons, Ltd. (华北)")]
    [InlineData("《大河》“快运”、甲/乙站")]
    [InlineData("3车队")]
    public void P22_names_of_firms_are_names(string name) => Assert.True(UnitName.IsName(name));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("公司<script>")]
    [InlineData("公司\"")]
    [InlineData("公司|x")]
    [InlineData("公司\u202E")]
    [InlineData("公司\n二行")]
    [InlineData("公司\uE000")]
    [InlineData("公\u2028司")]
    [InlineData("()")]
    [InlineData("")]
    public void P22_M9_what_is_no_name_is_refused(string name) => Assert.False(UnitName.IsName(name));
}
