using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Words;

/// <summary>The words for what is wrong with an identifier, for the person who typed it; rules.md E.</summary>
public static class IdentifierWords
{
    /// <summary>The fault, worded to follow a colon.</summary>
    public static LocalText Of(IdentifierFault fault) => fault switch
    {
        IdentifierFault.Empty => new("没有填写", "nothing was filled in"),
        IdentifierFault.Length => new("位数不对", "too short or too long"),
        IdentifierFault.Character => new("有不允许的字符", "a character that is never used"),
        IdentifierFault.Checksum => new("校验位不对，请逐位核对", "the check digit is wrong; compare digit by digit"),
        IdentifierFault.Date => new("其中的日期不存在或在将来", "the date in it does not exist or is to come"),
        IdentifierFault.Prefix => new("开头的地区或代码不存在", "it begins with no known region or code"),
        IdentifierFault.Format => new("排列方式不对", "an order that the standard does not know"),
        IdentifierFault.Colour => new("号牌颜色不对", "a colour that this plate never has"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>The fault of a field whose identifier was refused.</summary>
    public static FieldFault At(string field, IdentifierCheck refused)
    {
        var found = Of(refused.Fault ?? throw new ArgumentException("the identifier is valid", nameof(refused)));
        return new FieldFault(field, new($"不正确：{found.Zh}。", $"Not valid: {found.En}."));
    }
}
