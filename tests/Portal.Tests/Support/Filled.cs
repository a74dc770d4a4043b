using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace OrleansRegistry.Portal.Tests.Support;

/// <summary>
/// Makes a model of a page with something in every place, and the same model once for each member of each enumeration
/// that it reaches: its states. Whoever adds a state to a view adds it here without knowing of it.
/// </summary>
internal sealed class Filled
{
    private const int MaxDepth = 7;

    /// <summary>What something is, and no state of it: it goes with others alone, such as a service's papers.</summary>
    private static readonly HashSet<Type> _whatThingsAre =
    [
        typeof(Domain.Services.ServiceId), typeof(Domain.Documents.MaterialKind), typeof(Domain.Machines.EntityKind),
        typeof(Portal.Parts.Section),
    ];

    private readonly (PropertyInfo Place, object Member)? _state;

    private Filled((PropertyInfo, object)? state) => _state = state;

    /// <summary>
    /// The model with this member in each place of that property; null: what it is made of cannot be made here.
    /// </summary>
    public static object? Of(Type model, (PropertyInfo Place, object Member)? state) =>
        new Filled(state).Make(model, "", depth: 0);

    /// <summary>Every enumeration of ours in a model, each with its places.</summary>
    public static IEnumerable<PropertyInfo> StatesOf(Type model)
    {
        var (seen, left, found) = (new HashSet<Type>(), new Queue<Type>([model]), new List<PropertyInfo>());
        while (left.TryDequeue(out var type))
        {
            foreach (var inner in Inside(type).Where(IsOurs))
            {
                if (inner.IsEnum || !seen.Add(inner)) continue;
                foreach (var property in Written(inner))
                {
                    left.Enqueue(property.PropertyType);
                    if (Inside(property.PropertyType).Any(IsState)) found.Add(property);
                }
            }
        }
        return found;
    }

    /// <summary>The members of the enumeration in a place.</summary>
    public static IEnumerable<object> Members(PropertyInfo place) =>
        Enum.GetValues(Inside(place.PropertyType).First(type => type.IsEnum)).Cast<object>();

    private static bool IsState(Type type) => type.IsEnum && IsOurs(type) && !_whatThingsAre.Contains(type);

    private static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("OrleansRegistry.", StringComparison.Ordinal) == true;

    /// <summary>A type and what it holds one or many of.</summary>
    private static IEnumerable<Type> Inside(Type type) =>
        [type, .. type.IsGenericType ? type.GetGenericArguments().SelectMany(Inside) : []];

    /// <summary>What a model is made of: the parameters of its constructor, and what may be set beside them.</summary>
    private static IEnumerable<PropertyInfo> Written(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    /// <summary>A text as it may stand in a place of that name.</summary>
    private static string Text(string name) =>
        name is "" or "Base" or "Back" or "Sheet" || name.EndsWith("Path", StringComparison.OrdinalIgnoreCase)
            ? "/fleet"
        : name is "Formats" ? "image/png" : "张三 0123456789abcdef";

    private object? Make(Type type, string name, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } bare) return Make(bare, name, depth);
        if (type == typeof(string)) return Text(name);
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 1;
        if (type == typeof(long)) return 1L;
        if (type == typeof(decimal)) return 1m;
        if (type == typeof(char)) return '豫';
        if (type == typeof(DateOnly)) return new DateOnly(2026, 2, 12);
        if (type == typeof(TimeSpan)) return TimeSpan.FromMinutes(1);
        if (type == typeof(DateTimeOffset))
            return name == "ChangesAt" ? TimeProvider.System.GetUtcNow()
                : new DateTimeOffset(2026, 2, 12, 9, 0, 0, TimeSpan.FromHours(8));
        if (type == typeof(Domain.Identifiers.RailClass)) return Domain.Identifiers.RailClass.Parse("J5")!;
        if (type == typeof(Portal.Http.FormState)) return Portal.Http.FormState.New();
        if (type == typeof(Domain.Machines.LocalText)) return new Domain.Machines.LocalText("文字", "text");
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length > 1 ? 1 : 0);
        if (type.IsGenericType) return OfMany(type, name, depth);
        return type.IsAbstract || depth == MaxDepth || !IsOurs(type) ? null : OfOurs(type, depth);
    }

    private object? OfMany(Type type, string name, int depth)
    {
        var of = type.GetGenericArguments();
        if (type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal))
            return Activator.CreateInstance(type, [.. of.Select(one => Make(one, "", depth + 1))]);
        if (of.Length != 1) return null;
        var one = Make(of[0], name.Length == 0 ? "Item" : name, depth + 1);
        var items = Array.CreateInstance(of[0], one is null ? 0 : 1);
        if (one is not null) items.SetValue(one, 0);
        return type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? typeof(ImmutableArray).GetMethods().First(method => method is { Name: "Create", IsGenericMethod: true }
                && method.GetParameters() is [{ ParameterType.IsArray: true }]).MakeGenericMethod(of)
                .Invoke(null, [items])
            : type.IsInstanceOfType(items) ? items : null;
    }

    private object? OfOurs(Type type, int depth)
    {
        if (type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).FirstOrDefault(
            one => one.GetParameters() is not [var only] || only.ParameterType != type) is not { } constructor)
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        var properties = Written(type).ToDictionary(one => one.Name, StringComparer.OrdinalIgnoreCase);
        var parameters = constructor.GetParameters();
        var made = constructor.Invoke([.. parameters.Select(one =>
            properties.TryGetValue(one.Name ?? "", out var place) ? In(place, depth)
                : Make(one.ParameterType, one.Name ?? "", depth + 1))]);
        foreach (var place in properties.Values.Where(place => parameters.All(one =>
            !string.Equals(one.Name, place.Name, StringComparison.OrdinalIgnoreCase))))
            if (In(place, depth) is { } value) place.SetValue(made, value);
        return made;
    }

    /// <summary>What stands in a place: the member that is asked for there, else anything.</summary>
    private object? In(PropertyInfo place, int depth)
    {
        if (_state is not { } state
            || place.DeclaringType != state.Place.DeclaringType || place.Name != state.Place.Name)
            return Make(place.PropertyType, place.Name, depth + 1);
        var type = Nullable.GetUnderlyingType(place.PropertyType) ?? place.PropertyType;
        if (type.IsEnum) return state.Member;
        var many = (IList)Make(type, place.Name, depth + 1)!;
        var first = Array.CreateInstance(type.GetGenericArguments()[0], 1);
        if (!type.GetGenericArguments()[0].IsEnum) return many;
        first.SetValue(state.Member, 0);
        return typeof(ImmutableArray).GetMethods().First(method => method is { Name: "Create", IsGenericMethod: true }
            && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [first]);
    }
}
