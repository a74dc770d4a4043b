namespace OrleansRegistry.Domain.Machines;

/// <summary>A value, or the refusal that says why there is none.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; not there when it was refused.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value; null: there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>There is a value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>There is none.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>The same refusal, or what <paramref name="next"/> makes of the value.</summary>
    public Result<TNext> Select<TNext>(Func<T, TNext> next) => Refusal is { } no ? no : next(Value!);

    /// <summary>Both at once; one of them is not there.</summary>
    public void Deconstruct(out T? value, out Refusal? refusal) => (value, refusal) = (Value, Refusal);
}
