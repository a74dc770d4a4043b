namespace OrleansRegistry.Domain.Machines;

/// <summary>A value, or the refusal that explains why there is none.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; default when it was refused.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value; null: there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>A value can be returned as a result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal as a result without a value.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>The same refusal, or the result of <paramref name="next"/> on the value.</summary>
    public Result<TNext> Select<TNext>(Func<T, TNext> next) => Refusal is { } no ? no : next(Value!);

    /// <summary>Value and refusal; one of them is null.</summary>
    public void Deconstruct(out T? value, out Refusal? refusal) => (value, refusal) = (Value, Refusal);
}
