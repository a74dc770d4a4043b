using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// The grade of an assessment cycle (诚信考核等级), in ascending order, so that "at least AA" is a comparison. Stored and
/// sent by name: <c>AAA AA A B notAssessed</c>; numbers and names may never be given another meaning. rules.md D.2.
/// </summary>
[JsonConverter(typeof(GradeJson))]
public enum Grade
{
    /// <summary>
    /// 未考核: the cycle closed without an assessment. It does not count as a grade: <see cref="Grading"/>.
    /// </summary>
    [JsonStringEnumMemberName("notAssessed")]
    NotAssessed = 0,

    /// <summary>不合格: the points of the cycle reached the limit.</summary>
    [JsonStringEnumMemberName("B")]
    B = 1,

    /// <summary>基本合格.</summary>
    [JsonStringEnumMemberName("A")]
    A = 2,

    /// <summary>合格.</summary>
    [JsonStringEnumMemberName("AA")]
    AA = 3,

    /// <summary>优良.</summary>
    [JsonStringEnumMemberName("AAA")]
    AAA = 4,
}

/// <summary>Grades in JSON: by name only, because a number would be accepted unchecked.</summary>
public sealed class GradeJson() : JsonStringEnumConverter<Grade>(namingPolicy: null, allowIntegerValues: false);
