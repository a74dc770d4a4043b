using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: no text for people has the program's own words in it, such as "编号不正确（Checksum）". Method: of every method
/// of the law that writes Chinese, what it puts into its texts and the texts themselves, read off the built code.
/// </summary>
public sealed partial class TextsForPeopleTests
{
    /// <summary>Kinds whose names are what people call them: J1 and A2 stand on the licence itself.</summary>
    private static readonly Type[] _asPeopleSay = [typeof(RailClass)];

    private static readonly Dictionary<short, OpCode> _opCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    [Fact]
    public void No_value_is_put_into_a_text_by_the_name_that_the_program_has_for_it()
    {
        var put = from method in Methods()
                  let code = Read(method)
                  where code.Texts.Any(IsChinese)
                  from type in code.Written
                  where type.IsEnum && !_asPeopleSay.Contains(type)
                  select $"{method.DeclaringType}.{method.Name}: {type.Name}";
        Assert.True(!put.Any(), string.Join('\n', put.Distinct()));
    }

    [Fact]
    public void No_text_has_an_identifier_in_it()
    {
        var texts = from method in Methods()
                    let code = Read(method)
                    where code.Texts.Any(IsChinese)
                    from text in code.Texts
                    where IsChinese(text) || (text.Contains(' ', StringComparison.Ordinal) && text.EndsWith('.'))
                    where Identifier().IsMatch(Placeholder().Replace(text, ""))
                    select $"{method.DeclaringType}.{method.Name}: {text}";
        Assert.True(!texts.Any(), string.Join('\n', texts.Distinct()));
    }

    /// <summary>
    /// What a method formats of a value, by its type, and its literals. A value is formatted in an interpolated text,
    /// or by ToString.
    /// </summary>
    private static (List<Type> Written, List<string> Texts) Read(MethodBase method)
    {
        var (written, texts) = (new List<Type>(), new List<string>());
        var body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var (type, own) = (method.DeclaringType?.GetGenericArguments(),
            method.IsGenericMethod ? method.GetGenericArguments() : null);
        var (open, isWhole) = (new List<Type>(), false);
        var (constrained, named) = ((Type?)null, (Type?)null);
        for (var at = 0; at < body.Length;)
        {
            var code = _opCodes[body[at] == 0xFE ? unchecked((short)(0xFE00 | body[at + 1])) : body[at]];
            at += code.Size;
            var token = code.OperandType is OperandType.InlineString or OperandType.InlineMethod
                or OperandType.InlineType or OperandType.InlineSwitch
                ? BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at)) : 0;
            var called = code.OperandType == OperandType.InlineMethod
                ? method.Module.ResolveMethod(token, type, own) : null;
            // An exception's message is for programmers.
            if (isWhole && !(code == OpCodes.Newobj && typeof(Exception).IsAssignableFrom(called!.DeclaringType)))
                written.AddRange(open);
            if (isWhole) open.Clear();
            isWhole = called is { Name: "ToStringAndClear" };
            if (named is not null && called is not { Name: "ConvertName" }) written.Add(named); // Else a field's name.
            named = called is { Name: "ToString" } ? constrained : null;
            if (code == OpCodes.Ldstr) texts.Add(method.Module.ResolveString(token));
            else if (code == OpCodes.Constrained) constrained = Plain(method.Module.ResolveType(token, type, own));
            else if (called is MethodInfo { Name: "AppendFormatted", IsGenericMethod: true } formats)
                open.Add(Plain(formats.GetGenericArguments()[0]));
            if (code != OpCodes.Constrained) constrained = null;
            at += SizeOf(code.OperandType, token);
        }
        return (written, texts);
    }

    private static int SizeOf(OperandType operand, int cases) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * cases,
        _ => 4,
    };

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static IEnumerable<MethodBase> Methods()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
            | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        foreach (var type in typeof(Regions).Assembly.GetTypes())
            foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
                yield return method;
    }

    private static bool IsChinese(string text) => text.Any(character => character is >= '\u4e00' and <= '\u9fff');

    /// <summary>Where the text of a notice takes a value in.</summary>
    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();

    /// <summary>thisOne or ThisOne, but no mark of a trade such as dpi or OCR.</summary>
    [GeneratedRegex(@"\b([a-z]+|[A-Z][a-z]+)[A-Z][a-z]+")]
    private static partial Regex Identifier();
}
