using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.FSharp.Collections;
using NetGen.Core;

namespace NetGen.Generator.Reading;

/// <summary>Reads static methods of numbers as expressions, and those that they call.</summary>
/// <param name="compilation">What the methods are declared in.</param>
/// <param name="positionOf">Where something stands, for reports.</param>
internal sealed class FunctionReader(Compilation compilation, Func<SyntaxNode, Position> positionOf)
{
    private readonly Queue<IMethodSymbol> waiting = new();
    private readonly HashSet<IMethodSymbol> known = new(SymbolEqualityComparer.Default);

    /// <summary>The methods, then what they call, each once.</summary>
    public IEnumerable<Function> Read(IEnumerable<IMethodSymbol> methods)
    {
        foreach (IMethodSymbol method in methods)
        {
            Await(method);
        }

        while (waiting.Count > 0)
        {
            yield return Read(waiting.Dequeue());
        }
    }

    /// <summary>A method that the compiler can look into.</summary>
    public static MethodDeclarationSyntax? Declaration(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax())
            .OfType<MethodDeclarationSyntax>()
            .FirstOrDefault();

    /// <summary>Whether it is static, not generic, takes numbers and returns one.</summary>
    public static bool IsOfNumbers(IMethodSymbol method) =>
        method is { IsStatic: true, Arity: 0, ReturnsByRef: false, ReturnsByRefReadonly: false, Parameters.IsEmpty: false }
        && IsNumber(method.ReturnType)
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && IsNumber(parameter.Type));

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static string SignatureOf(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    private void Await(IMethodSymbol method)
    {
        if (known.Add(method))
        {
            waiting.Enqueue(method);
        }
    }

    private Function Read(IMethodSymbol method)
    {
        MethodDeclarationSyntax declaration = Declaration(method)!;
        return new Function(
            SignatureOf(method),
            method.Name,
            ListModule.OfSeq(method.Parameters.Select(parameter => parameter.Name)),
            IsOfNumbers(method),
            new BodyReader(Call, positionOf).Read(declaration, compilation.GetSemanticModel(declaration.SyntaxTree)),
            positionOf(declaration));
    }

    /// <summary>A call of the base library's mathematics, of a method to be read too, or of something else.</summary>
    private Expression Call(IInvocationOperation call, FSharpList<Expression> arguments)
    {
        IMethodSymbol method = call.TargetMethod;
        Position at = positionOf(call.Syntax);
        if (IsMathematics(method.ContainingType) && (IsNumber(call.Type) || method.Name == nameof(Math.Sign)))
        {
            return Expression.NewLibrary(method.Name, arguments, at);
        }

        if (!method.IsStatic || Declaration(method) is null)
        {
            return Expression.NewLibrary($"{method.ContainingType.Name}.{method.Name}", arguments, at);
        }

        Await(method);
        return Expression.NewCall(SignatureOf(method), arguments, at);
    }

    private static bool IsMathematics(INamedTypeSymbol type) =>
        IsNumber(type)
        || type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Reads one method's body: what follows a statement is read as part of it.</summary>
    private sealed class BodyReader(Func<IInvocationOperation, FSharpList<Expression>, Expression> call, Func<SyntaxNode, Position> positionOf)
    {
        // An if without an else doubles what follows it.
        private const int Enough = 10_000;
        private int count;

        public Expression Read(MethodDeclarationSyntax declaration, SemanticModel model) =>
            model.GetOperation(declaration) is IMethodBodyOperation body && (body.BlockBody ?? body.ExpressionBody) is { } block
                ? Run(new([block]), declaration)
                : Foreign("no body", declaration);

        private Expression Foreign(string what, SyntaxNode node) => Expression.NewForeign(what, positionOf(node));

        /// <summary>What statements return, the first on top.</summary>
        private Expression Run(Stack<IOperation> statements, SyntaxNode around)
        {
            if (statements.Count == 0)
            {
                return Foreign("a path that returns nothing", around);
            }

            if (++count > Enough)
            {
                return Foreign("too many paths", around);
            }

            IOperation statement = statements.Pop();
            switch (statement)
            {
                case IBlockOperation block:
                    return Run(Then(statements, block.Operations.Reverse()), around);
                case IReturnOperation { ReturnedValue: { } value }:
                    return Read(value);
                case IVariableDeclarationGroupOperation group:
                    return Declare(new(group.Declarations.SelectMany(declaration => declaration.Declarators).Reverse()), statements, around);
                case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment } when NameOf(assignment.Target) is { } name:
                    return Expression.NewLet(name, Read(assignment.Value), Run(statements, around));
                case IExpressionStatementOperation { Operation: ICompoundAssignmentOperation assignment } when NameOf(assignment.Target) is { } name:
                    return Expression.NewLet(name, Compound(name, assignment), Run(statements, around));
                case IConditionalOperation choice:
                    return Expression.NewConditional(
                        Read(choice.Condition),
                        Run(Then(statements, [choice.WhenTrue]), around),
                        Run(Then(statements, choice.WhenFalse is { } no ? [no] : []), around));
                case IEmptyOperation:
                    return Run(statements, around);
                default:
                    return Foreign(Describe(statement), statement.Syntax);
            }
        }

        private Expression Declare(Stack<IVariableDeclaratorOperation> declarators, Stack<IOperation> statements, SyntaxNode around)
        {
            if (declarators.Count == 0)
            {
                return Run(statements, around);
            }

            IVariableDeclaratorOperation declarator = declarators.Pop();
            return declarator.GetVariableInitializer() is { } initializer
                ? Expression.NewLet(declarator.Symbol.Name, Read(initializer.Value), Declare(declarators, statements, around))
                : Declare(declarators, statements, around);
        }

        private static Stack<IOperation> Then(Stack<IOperation> rest, IEnumerable<IOperation> lastFirst)
        {
            Stack<IOperation> statements = new(rest.Reverse());
            foreach (IOperation statement in lastFirst)
            {
                statements.Push(statement);
            }

            return statements;
        }

        private static string? NameOf(IOperation target) =>
            target switch
            {
                ILocalReferenceOperation { Local.RefKind: RefKind.None } local => local.Local.Name,
                IParameterReferenceOperation parameter => parameter.Parameter.Name,
                _ => null,
            };

        private Expression Compound(string name, ICompoundAssignmentOperation assignment) =>
            SignOf(assignment.OperatorKind) is { } sign && IsNumber(assignment.Type)
                ? Expression.NewInfix(sign, Expression.NewVariable(name), Read(assignment.Value))
                : Foreign(Describe(assignment), assignment.Syntax);

        private Expression Read(IOperation value)
        {
            if (++count > Enough)
            {
                return Foreign("too many paths", value.Syntax);
            }

            if (value.ConstantValue is { HasValue: true, Value: { } constant })
            {
                return Constant(constant, value.Syntax);
            }

            return value switch
            {
                IParenthesizedOperation inner => Read(inner.Operand),
                IConversionOperation conversion when IsHarmless(conversion) => Read(conversion.Operand),
                ILocalReferenceOperation or IParameterReferenceOperation when IsRead(value.Type) && NameOf(value) is { } name => Expression.NewVariable(name),
                IUnaryOperation { OperatorKind: UnaryOperatorKind.Plus } unary when IsNumber(value.Type) => Read(unary.Operand),
                IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } unary when IsNumber(value.Type) => Expression.NewNegative(Read(unary.Operand)),
                IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } unary when IsRead(value.Type) => Expression.NewNot(Read(unary.Operand)),
                IBinaryOperation binary when IsRead(value.Type) && SignOf(binary.OperatorKind) is { } sign =>
                    Expression.NewInfix(sign, Read(binary.LeftOperand), Read(binary.RightOperand)),
                IConditionalOperation { WhenFalse: { } no } choice when IsRead(value.Type) =>
                    Expression.NewConditional(Read(choice.Condition), Read(choice.WhenTrue), Read(no)),
                IInvocationOperation invocation =>
                    call(invocation, ListModule.OfSeq(invocation.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => Read(argument.Value)))),
                _ => Foreign(Describe(value), value.Syntax),
            };
        }

        /// <summary>Between the two precisions, and of the sign, which is an integer in the base library.</summary>
        private static bool IsHarmless(IConversionOperation conversion) =>
            IsNumber(conversion.Type)
            && conversion.OperatorMethod is null
            && (IsNumber(conversion.Operand.Type) || conversion.Operand is IInvocationOperation { TargetMethod.Name: nameof(Math.Sign) });

        private static bool IsRead(ITypeSymbol? type) => IsNumber(type) || type?.SpecialType == SpecialType.System_Boolean;

        private Expression Constant(object constant, SyntaxNode node)
        {
            double? value = constant switch
            {
                bool truth => truth ? 1 : 0,
                float or double or int or uint or long or ulong or short or ushort or byte or sbyte =>
                    Convert.ToDouble(constant, CultureInfo.InvariantCulture),
                _ => null,
            };
            return value is { } number && !double.IsNaN(number) && !double.IsInfinity(number)
                ? Expression.NewLiteral(number)
                : Foreign(value is null ? "a constant that is no number" : "a constant that is not finite", node);
        }

        private static string? SignOf(BinaryOperatorKind kind) =>
            kind switch
            {
                BinaryOperatorKind.Add => "+",
                BinaryOperatorKind.Subtract => "-",
                BinaryOperatorKind.Multiply => "*",
                BinaryOperatorKind.Divide => "/",
                BinaryOperatorKind.GreaterThan => ">",
                BinaryOperatorKind.GreaterThanOrEqual => ">=",
                BinaryOperatorKind.LessThan => "<",
                BinaryOperatorKind.LessThanOrEqual => "<=",
                BinaryOperatorKind.Equals => "==",
                BinaryOperatorKind.NotEquals => "!=",
                BinaryOperatorKind.ConditionalAnd => "&&",
                BinaryOperatorKind.ConditionalOr => "||",
                _ => null,
            };

        private static string Describe(IOperation operation) =>
            operation switch
            {
                IConversionOperation { IsImplicit: true } conversion => Describe(conversion.Operand),
                ILoopOperation => "a loop",
                IFieldReferenceOperation field => $"the field {field.Field.Name}, which is no constant",
                IPropertyReferenceOperation property => $"the property {property.Property.Name}",
                IArrayElementReferenceOperation => "an element of an array",
                IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => "an exception",
                ISwitchOperation or ISwitchExpressionOperation => "a switch",
                ILocalFunctionOperation or IAnonymousFunctionOperation => "a function inside",
                IAssignmentOperation or IExpressionStatementOperation { Operation: IAssignmentOperation } => "an assignment to what is no local number",
                IIncrementOrDecrementOperation or IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation } => "an increment",
                { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } => "an integer that is no constant",
                IBinaryOperation binary when IsRead(binary.Type) => "an operator without a slope",
                { Type: { } type } when !IsRead(type) && type.SpecialType != SpecialType.System_Void =>
                    $"a value of type {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}",
                _ => "a statement",
            };
    }
}
