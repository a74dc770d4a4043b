using System.Reflection;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

/// <summary>
/// Goal: a question that is put to a decorator is the question that is answered, and what may take long is asked where
/// it can be turned away. Method: every question of the port by reflection, with two sets of queries that only write
/// down what they were asked.
/// </summary>
public sealed class QueriesDecoratorTests
{
    /// <summary>
    /// What is read by key, or is of one party: it is answered while lists are turned away (docs/adr/0153). All else is
    /// a list; a question that is new has to be put in one of the two places knowingly.
    /// </summary>
    private static readonly HashSet<string> _byKey =
    [
        "PersonByIdentity", "FilersOf", "CertificatesOf", "Application", "ApplicationsOf", "AheadOf", "Bookings",
        "OperatorByCode", "HolderOf", "BelongingTo", "RailCareerOf", "EmployerByCode", "All", "History",
    ];

    public static TheoryData<string> Questions =>
        [.. typeof(IRegistryQueries).GetMethods().Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Questions))]
    public void Every_question_is_passed_on_as_it_was_asked_and_to_its_place(string question)
    {
        var (byKey, lists) = (Asked.New(), Asked.New());
        var method = typeof(IRegistryQueries).GetMethod(question)!;
        var words = method.GetParameters().Select((parameter, n) => Word(parameter.ParameterType, n)).ToArray();
        method.Invoke(new Plain(byKey.Queries, lists.Queries), words);
        var (there, elsewhere) = _byKey.Contains(question) ? (byKey, lists) : (lists, byKey);
        Assert.Empty(elsewhere.Questions);
        var (asked, with) = Assert.Single(there.Questions);
        Assert.Equal(question, asked);
        Assert.Equal(words, with);
    }

    /// <summary>A value that no other word of the same question has.</summary>
    private static object? Word(Type type, int n) => type == typeof(string) ? $"word {n}"
        : type == typeof(int) ? n
        : type == typeof(DateOnly) ? new DateOnly(2026, 1, 1 + n)
        : type == typeof(DateTimeOffset) ? DateTimeOffset.UnixEpoch.AddDays(n)
        : type == typeof(PageRequest) ? new PageRequest(n + 1)
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;

    private sealed class Plain(IRegistryQueries byKey, IRegistryQueries lists) : QueriesDecorator(byKey)
    {
        protected override IRegistryQueries Lists => lists;
    }

    /// <summary>Queries that write down what they are asked, and have no answer.</summary>
    public class Asked : DispatchProxy
    {
        public List<(string Question, object?[] With)> Questions { get; } = [];

        public IRegistryQueries Queries => (IRegistryQueries)(object)this;

        public static Asked New() => (Asked)(object)Create<IRegistryQueries, Asked>();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Questions.Add((targetMethod!.Name, args!));
            var type = targetMethod.ReturnType;
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }
    }
}
